import type { EntryView, FieldView, LedgerView, LineTableView, SectionView } from '@/api/types'

export interface Part {
  section: SectionView
  fields: FieldView[]
  tables: LineTableView[]
}

/** The parts of a form with what is asked in them; a part of which nothing is asked is not there. */
export function partsOf(ledger: LedgerView, asked: ReadonlySet<string>): Part[] {
  const parts = ledger.sections.map((section) => ({
    section,
    fields: ledger.fields.filter((field) => field.section === section.code && asked.has(field.code)),
    tables: ledger.lines.filter((table) => table.section === section.code),
  }))
  return parts.filter((part) => part.fields.length > 0 || part.tables.length > 0)
}

/** An empty cell is a gap; one that the reader may not see is not in the ledger that was given to them. */
export function textOf(entry: EntryView, key: string): string {
  return entry.shown[key] ?? ''
}

/** What a browser shows by itself; everything else is saved. */
export function isShown(mediaType: string): boolean {
  return mediaType === 'application/pdf' || /^image\/(png|jpeg|gif|webp)$/.test(mediaType)
}
