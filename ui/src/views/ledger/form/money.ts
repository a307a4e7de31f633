// Numbers stay text from the keyboard to the wire: a sum in 元 has more digits than a floating number keeps.

const HALF = 0xfee0

/** Full-width digits and signs, as a Chinese keyboard makes them, become plain ones. */
function plain(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (one) => String.fromCharCode(one.charCodeAt(0) - HALF)).replace(/\u2212/g, '-').trim()
}

/** A number without its separators of thousands; nothing where it is no number that only digits make. */
function digits(text: string): { sign: string; whole: string; decimals: string } | null {
  const found = /^([-+]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?$/.exec(plain(text))
  if (!found || (!found[2] && !found[3])) return null
  return { sign: found[1] === '-' ? '-' : '', whole: (found[2] ?? '').replace(/,/g, ''), decimals: found[3] ?? '' }
}

function written(sign: string, whole: string, decimals: string): string {
  const head = whole.replace(/^0+(?=\d)/, '') || '0'
  const tail = decimals.replace(/0+$/, '')
  const number = tail ? `${head}.${tail}` : head
  return number === '0' ? number : sign + number
}

/** What was typed in a unit of 10^power, as it is kept; what is no plain number goes to the server as it stands. */
export function toKept(typed: string, power: number): string {
  const parts = digits(typed)
  if (!parts) return typed.trim()
  const moved = parts.decimals.padEnd(power, '0')
  return written(parts.sign, parts.whole + moved.slice(0, power), moved.slice(power))
}

/** A kept number in a unit of 10^power, as it is typed. */
export function toTyped(kept: string, power: number): string {
  const parts = digits(kept)
  if (!parts) return kept
  const whole = parts.whole.padStart(power + 1, '0')
  const at = whole.length - power
  return written(parts.sign, whole.slice(0, at), whole.slice(at) + parts.decimals)
}
