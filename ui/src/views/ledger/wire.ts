// The wire of ledgers and entries until the document of the interface is generated with them.
import { api as real } from '@/api/client'
import type { Ref } from '@/api/types'

export type Stage = 'draft' | 'running' | 'done' | 'ended' | 'revoked'
export type Standing = 'reported' | 'ledger' | 'verified'
export type MoveKind = 'forward' | 'withdraw' | 'send_back' | 'countersign' | 'hand_over' | 'delegate' | 'remind' | 'extend' | 'stop_clock' | 'resume_clock' | 'revoke' | 'automatic'

export interface LedgerSummaryView {
  code: string
  name: string
  about: string
  tasks: Array<string>
  owner: string
  entries: number
  entries_exact: boolean
  overdue: number
  may_create: boolean
}
export interface ChoiceView {
  code: string
  name: string
}
export interface SectionView {
  code: string
  name: string
}
export interface CellView {
  key: string
  name: string
  sealed: boolean
}
export interface FieldView {
  code: string
  name: string
  help: string
  section: string
  kind: string
  cells: Array<CellView>
  required: boolean
  conditional: boolean
  listed: boolean
  sortable: boolean
  filterable: boolean
  computed: boolean
  choices: Array<ChoiceView>
  unit: string
  unit_power: number
  scale?: number | null
  min?: string | null
  max?: string | null
  max_length?: number | null
  pattern?: string | null
  ledger?: string | null
  max_files?: number | null
  several?: boolean
}
export interface LineTableView {
  code: string
  name: string
  section: string
  min: number
  max: number
  fields: Array<FieldView>
}
export interface StateView {
  code: string
  name: string
  stage: Stage
  standing: Standing | null
  clock_days: number | null
  clock_working: boolean
}
export interface MoveView {
  code: string
  name: string
  kind: MoveKind
  from: Array<string>
  to: Array<string>
  reason: boolean
}
export interface DuplicateRuleView {
  code: string
  name: string
}
export interface LedgerView {
  code: string
  name: string
  about: string
  tasks: Array<string>
  owner: string
  sections: Array<SectionView>
  fields: Array<FieldView>
  lines: Array<LineTableView>
  states: Array<StateView>
  moves: Array<MoveView>
  cycle: number
  milestones: boolean
  natural_key: Array<string>
  title: string
  subject: string | null
  keepers: Array<Ref>
  units: Array<ChoiceView>
  organisations: Array<Ref>
  duplicates: Array<DuplicateRuleView>
  may_import: boolean
  may_export: boolean
}
export interface EntryRowView {
  id: string
  version: number
  state: string
  state_name: string
  stage: Stage
  organisation: Ref
  unit: string | null
  title: string
  event_day: string | null
  due: string | null
  overdue: boolean
  updated_at: string
  shown: Record<string, string>
}
export interface EntryPageView {
  rows: Array<EntryRowView>
  next: string | null
  count: number
  count_exact: boolean
}
export interface MilestoneView {
  name: string
  planned: string
  actual: string | null
  weight: number
  note: string
  slip_days: number | null
}
export interface EvidenceView {
  id: string
  field: string
  name: string
  size: number
  media_type: string
  digest: string
  added_at: string
}
export interface PossibleMoveView {
  code: string
  name: string
  kind: MoveKind
  reason: boolean
  to: Array<ChoiceView>
  blocked: string | null
}
export interface ClockView {
  due: string
  stopped_on: string | null
  extended: number
  extension_left: number
}
export interface MoveStepView {
  name: string
  kind: string
  from: string
  to: string
  by: string
  reason: string
  at: string
}
export interface DuplicateView {
  reason: string
  id: string | null
  title: string
  organisation: string
  forbids: boolean
}
export interface EntryView {
  row: EntryRowView
  ledger: string
  values: Record<string, unknown>
  shown: Record<string, string>
  asked: Array<string>
  lines: Record<string, Array<Record<string, unknown>>>
  lines_shown: Record<string, Array<Record<string, string>>>
  milestones: Array<MilestoneView>
  reached_percent: number
  evidence: Array<EvidenceView>
  may_edit: boolean
  may_add_files: boolean
  moves: Array<PossibleMoveView>
  clock: ClockView | null
  steps: Array<MoveStepView>
  subject: Ref | null
  duplicates: Array<DuplicateView>
}
export interface FieldFaultView {
  path: string
  message: string
}
export interface EntryInspection {
  faults: Array<FieldFaultView>
  missing: Array<FieldFaultView>
  asked: Array<string>
  computed: Record<string, string>
  known: Record<string, unknown>
  duplicates: Array<DuplicateView>
}
export interface ChangeView {
  name: string
  before: string
  after: string
}
export interface EntryHistoryView {
  version: number
  at: string
  by: string
  state: string
  reason: string
  changes: Array<ChangeView>
}
export interface MilestoneInput {
  name: string
  planned: string
  actual?: string | null
  weight: number
  note?: string
}
export interface EntryContent {
  values?: Record<string, unknown>
  lines?: Record<string, Array<Record<string, unknown>>>
  milestones?: MilestoneInput[]
}
export interface EntryMoveInput {
  reason?: string
  to?: string | null
  organisation_id?: string | null
  user_id?: string | null
  days?: number | null
}
export interface EntryFilter {
  cell: string
  any?: string[]
  from?: string | null
  until?: string | null
  empty?: boolean
}
type Call = (path: string, init?: unknown) => Promise<{ data?: any; error?: unknown; response: Response }>
export const api = real as unknown as { GET: Call; POST: Call; PUT: Call; DELETE: Call }
