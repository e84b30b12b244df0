import type { Answer, Sending } from '#kernel/endpoint.ts'
import type { searchPatients } from '#modules/patient/contract.ts'
import type { createTicket } from '../../contract.ts'
import type { Difficulty, Item } from '../ticket.ts'
import { zh } from './text.zh.ts'

export type PatientRow = Answer<typeof searchPatients>['items'][number]
export type NewTicket = Sending<typeof createTicket>['body']
export type PaperState = NewTicket['papers'][number]['state']
export type PaperCase = Item['papers'][number]['case']

export type FieldValue = string | string[]

export const RELATIONS = ['self', 'spouse', 'child', 'parent', 'agent', 'other'] as const
export type Relation = (typeof RELATIONS)[number]

/** A matter that is being taken (草稿): what has been filled in so far. */
export interface Draft {
  readonly item: string | null
  /** Masked, as the search found it; undefined until one was chosen or gone without. */
  readonly patient: Pick<PatientRow, 'id' | 'nameMasked' | 'phoneMasked' | 'age' | 'sex'> | null
  readonly isWithoutPatient: boolean
  readonly relation: Relation
  /** The requester's name and telephone are typed instead of taken from the record. */
  readonly isTyped: boolean
  readonly name: string
  readonly phone: string
  readonly description: string
  /** The typed case of the item, and what the window was told. Amounts as they are typed. */
  readonly kind: string | null
  readonly form: Readonly<Record<string, FieldValue>>
  readonly cases: readonly PaperCase[]
  readonly papers: Readonly<Record<string, PaperState>>
  readonly papersReason: string
  readonly difficulty: readonly Difficulty[]
  readonly units: readonly string[]
  readonly urgency: NewTicket['urgency']
  readonly channel: NewTicket['channel']
  readonly wantedAt: string | null
  readonly contactWay: NewTicket['contactWay']
  readonly consent: boolean
}

export const EMPTY: Draft = {
  item: null,
  patient: null,
  isWithoutPatient: false,
  relation: 'self',
  isTyped: false,
  name: '',
  phone: '',
  description: '',
  kind: null,
  form: {},
  cases: [],
  papers: {},
  papersReason: '',
  difficulty: [],
  units: [],
  urgency: 'routine',
  channel: 'desk',
  wantedAt: null,
  contactWay: 'phone',
  consent: false,
}

export const isEmpty = (draft: Draft): boolean => JSON.stringify(draft) === JSON.stringify(EMPTY)

interface PaperRow {
  readonly name: string
  readonly state: PaperState
  /** So many are needed. */
  readonly copies: number
}

/** What the item and its typed case ask at the window. */
export const fieldsOf = (item: Item | undefined, draft: Draft): Item['fields'] => [
  ...(item?.fields ?? []),
  ...(item?.kinds.find(kind => kind.key === draft.kind)?.fields ?? []),
]

const isFilled = (value: FieldValue | undefined): value is FieldValue => value !== undefined && value.length > 0

/** The papers of this case, those that are always needed first (材料预审, TKT-02). What is not ticked is missing. */
export const papersOf = (item: Item | undefined, draft: Draft): readonly PaperRow[] =>
  (item?.papers ?? [])
    .filter(paper => paper.case === 'always' || draft.cases.includes(paper.case))
    .map(({ name, copies }) => ({ name, copies, state: draft.papers[name] ?? 'missing' }))

/** May the requester be the patient on record? */
export const isFromRecord = (draft: Draft): boolean =>
  draft.patient !== null && draft.relation === 'self' && !draft.isTyped

export type Lack = 'item' | 'name' | 'description' | 'form' | 'papers'
/** What is still to be filled in before it can be sent. */
export function lacks(draft: Draft, item: Item | undefined): readonly Lack[] {
  const isMissingPapers = papersOf(item, draft).some(paper => paper.state === 'missing')
  return [
    ...(item ? [] : (['item'] as const)),
    ...(isFromRecord(draft) || draft.name.trim() ? [] : (['name'] as const)),
    ...(draft.description.trim() ? [] : (['description'] as const)),
    ...(fieldsOf(item, draft).some(field => field.required && !isFilled(draft.form[field.key]))
      ? (['form'] as const)
      : []),
    ...(isMissingPapers && !draft.papersReason.trim() ? (['papers'] as const) : []),
  ]
}

interface Requester {
  readonly name: string
  readonly phone: string | null
}

/** What is sent. The relation is kept in Chinese, whatever the language of the screen. */
export function newTicket(draft: Draft, item: Item, onRecord: Requester | null): NewTicket {
  const papers = papersOf(item, draft)
  const isMissing = papers.some(paper => paper.state === 'missing')
  return {
    patientId: draft.patient?.id ?? null,
    requester: {
      name: onRecord?.name ?? draft.name.trim(),
      relation: zh[`relation.${draft.relation}`],
      phone: onRecord ? onRecord.phone : draft.phone.trim() || null,
    },
    item: item.code,
    description: draft.description.trim(),
    difficulty: [...draft.difficulty],
    units: [...draft.units],
    urgency: draft.urgency,
    channel: draft.channel,
    wantedAt: draft.wantedAt,
    contactWay: draft.contactWay,
    consent: draft.consent,
    papers: papers.map(({ name, state, copies }) => ({ name, state, copies: state === 'present' ? copies : 0 })),
    kind: draft.kind,
    form: Object.fromEntries(
      fieldsOf(item, draft).flatMap(({ key, type }) => {
        const value = draft.form[key]
        return isFilled(value) ? [[key, type === 'amount' ? Number(value) : value] as const] : []
      }),
    ),
    papersReason: isMissing ? draft.papersReason.trim() : null,
  }
}
