/** A stretch of text, from inclusive, to exclusive; the wire knows it as a list of two numbers. */
export type Stretch = readonly number[]

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x10000 ? 3 : 4
}

/**
 * Maps between the server's positions (UTF-8 bytes) and the browser's (UTF-16 units) of one text.
 * Built once in a single pass; each look-up is then a binary search over the characters, so that a
 * long notice with hundreds of marks stays quick.
 */
export class SpanMap {
  private readonly bytes: Uint32Array
  private readonly units: Uint32Array

  constructor(private readonly text: string) {
    const bytes: number[] = [0]
    const units: number[] = [0]
    let byte = 0
    let unit = 0
    for (const character of text) {
      byte += bytesOf(character.codePointAt(0) ?? 0)
      unit += character.length
      bytes.push(byte)
      units.push(unit)
    }
    this.bytes = Uint32Array.from(bytes)
    this.units = Uint32Array.from(units)
  }

  /** The UTF-16 position of a byte position; one inside a character goes to that character's start. */
  toUnit(byte: number): number {
    return this.units[lastAtMost(this.bytes, byte)] ?? 0
  }

  /** The byte position of a UTF-16 position; one inside a surrogate pair goes to the pair's start. */
  toByte(unit: number): number {
    return this.bytes[lastAtMost(this.units, unit)] ?? 0
  }

  /** A byte span as a stretch for `slice`. */
  stretch(span: Stretch): [number, number] {
    return [this.toUnit(span[0] ?? 0), this.toUnit(span[1] ?? 0)]
  }

  /** A UTF-16 stretch (a selection) as a byte span. */
  span(stretch: Stretch): [number, number] {
    return [this.toByte(stretch[0] ?? 0), this.toByte(stretch[1] ?? 0)]
  }

  /** The words of a byte span. */
  slice(span: Stretch): string {
    const [from, to] = this.stretch(span)
    return this.text.slice(from, to)
  }
}

/** The index of the last entry that is not above the value; entries rise. */
function lastAtMost(entries: Uint32Array, value: number): number {
  let low = 0
  let high = entries.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((entries[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
