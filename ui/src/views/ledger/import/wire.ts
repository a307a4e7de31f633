// Names of the wire of imports and subjects.
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type ImportView = Schemas['ImportView']
export type ImportColumnView = Schemas['ImportColumnView']
export type ImportFaultView = Schemas['ImportFaultView']
export type SubjectView = Schemas['SubjectView']
/** What an import needs of a field. */
export type FieldView = Pick<Schemas['FieldView'], 'code' | 'cells' | 'required' | 'conditional' | 'computed'>
