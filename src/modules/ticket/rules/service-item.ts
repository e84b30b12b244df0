import { Problem } from '#kernel/problem.ts'
import type { SopStep } from './sop.ts'
import type { TicketClass } from './ticket.ts'

/** One of the hospital's service items (服务事项, SVC-01..20), as one version of it says; a matter keeps the version it began with. */
export interface ServiceItem {
  readonly code: string
  readonly version: number
  readonly name: string
  readonly group: 'desk' | 'pre' | 'in' | 'post'
  /** The class that it starts with; a difficulty tick of the clerk makes it complex. */
  readonly class: TicketClass
  /** Its own limit, where it is another than that of its class. */
  readonly due: ItemLimit | null
  /** Code of the unit that receives it when the clerk chooses no department. */
  readonly receiver: string
  /** The unit that receives it outside the working time of the hospital calendar; null for the same. */
  readonly offHours: string | null
  readonly papers: readonly Paper[]
  /** What the window asks beside the patient's words. */
  readonly fields: readonly ItemField[]
  /** Typed cases of it (类型), such as 系统未同步 (TKT-18). */
  readonly kinds: readonly ItemKind[]
  readonly steps: readonly SopStep[]
  /** What proves that it is done, in words, and of what sort that is. */
  readonly evidence: string
  readonly proof: Proof
  /** A version that is not active retires the item. */
  readonly active: boolean
}

/** So many minutes; or by the end of the hospital's day, so many working days on (0: the same day). */
export type ItemLimit =
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'working-days'; readonly days: number }

/** The closing evidence (办结凭证): words, a number, a photo or a PDF, or the signature with which the patient confirms. */
export type Proof = 'words' | 'number' | 'attachment' | 'signature'
export const PROOFS = ['words', 'number', 'attachment', 'signature'] as const satisfies readonly Proof[]

export interface ItemField {
  readonly key: string
  readonly name: string
  readonly type: FieldType
  readonly required: boolean
  /** What may be chosen, for `choice` and `choices`. */
  readonly options: readonly string[]
}
export type FieldType = 'text' | 'amount' | 'date' | 'choice' | 'choices'
export const FIELD_TYPES = ['text', 'amount', 'date', 'choice', 'choices'] as const satisfies readonly FieldType[]
export type FieldValue = string | number | readonly string[]

/** A typed case of an item: it may go to units of its own, all at once, and ask for more at the window and at the end. */
export interface ItemKind {
  readonly key: string
  readonly name: string
  readonly receivers: readonly string[]
  readonly fields: readonly ItemField[]
  readonly due: ItemLimit | null
  readonly proof: Proof | null
}

/** A paper that the item takes (材料), always or in one case only, and how many copies of it. */
export interface Paper {
  readonly name: string
  readonly case: PaperCase
  readonly copies: number
}
/** `authority`: police, court, insurer, with an official letter (rules.md §7.1); `remote`: insured elsewhere (异地). */
export type PaperCase = 'always' | 'insured' | 'remote' | 'agent' | 'minor' | 'deceased' | 'authority'
export const PAPER_CASES = [
  'always',
  'insured',
  'remote',
  'agent',
  'minor',
  'deceased',
  'authority',
] as const satisfies readonly PaperCase[]
export type PaperState = 'present' | 'missing' | 'not-needed'

export interface PaperTick {
  readonly name: string
  readonly state: PaperState
  /** How many copies are there. */
  readonly copies?: number | undefined
}

/** The papers of one case, those that are always needed first (材料预审, TKT-02). */
export const papersFor = (item: ServiceItem, cases: readonly PaperCase[]): readonly Paper[] =>
  item.papers.filter(paper => paper.case === 'always' || cases.includes(paper.case))

export const missingPapers = (ticks: readonly PaperTick[]): readonly string[] =>
  ticks.filter(tick => tick.state === 'missing').map(tick => tick.name)

/** The one-time list in a line, as a short message holds it (一次性告知清单). */
export const paperListText = (missing: readonly string[]): string =>
  missing.map((name, n) => `${n + 1}.${name}`).join(' ')

/** A missing paper holds the dispatch back unless somebody gives the reason why not (TKT-02). */
export function mayDispatch(ticks: readonly PaperTick[], reason: string | null): void {
  const missing = missingPapers(ticks)
  if (missing.length > 0 && reason === null) throw new Problem('papers-missing', { papers: missing })
}

/** The typed case that was chosen; null for none. */
export function kindOf(item: ServiceItem, key: string | null): ItemKind | null {
  if (key === null) return null
  const kind = item.kinds.find(one => one.key === key)
  if (kind === undefined) throw new Problem('kind-unknown')
  return kind
}

/** The item's own limit; a difficulty tick sets it aside, for then the matter is complex whatever it is about (TKT-03). */
export const limitOf = (
  item: Pick<ServiceItem, 'due'>,
  kind: Pick<ItemKind, 'due'> | null,
  difficulty: readonly unknown[],
): ItemLimit | null => (difficulty.length > 0 ? null : (kind?.due ?? item.due))

/** What proves the end of this matter. */
export const proofOf = (item: Pick<ServiceItem, 'proof'>, kind: Pick<ItemKind, 'proof'> | null): Proof =>
  kind?.proof ?? item.proof

/** Refuses fields that lack what they must have, or hold what they cannot; returns those that the item knows. */
export function mustBeFilled(
  item: Pick<ServiceItem, 'fields'>,
  kind: Pick<ItemKind, 'fields'> | null,
  form: Readonly<Record<string, FieldValue>>,
): Readonly<Record<string, FieldValue>> {
  const fields = [...item.fields, ...(kind?.fields ?? [])]
  const filled = fields.flatMap(field => {
    const value = form[field.key]
    if (value === undefined || isEmpty(value)) {
      if (field.required) throw new Problem('field-needed', { field: field.name, key: field.key })
      return []
    }
    if (!fits(field, value)) throw new Problem('field-wrong', { field: field.name, key: field.key })
    return [[field.key, value] as const]
  })
  return Object.fromEntries(filled)
}

const isEmpty = (value: FieldValue): boolean => typeof value !== 'number' && value.length === 0
const MOST = 100_000_000

function fits(field: ItemField, value: FieldValue): boolean {
  switch (field.type) {
    case 'amount':
      return typeof value === 'number' && value > 0 && value < MOST && Number.isInteger(Math.round(value * 1e6) / 1e4)
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
    case 'choice':
      return typeof value === 'string' && field.options.includes(value)
    case 'choices':
      return Array.isArray(value) && value.every(one => field.options.includes(one as string))
    case 'text':
      return typeof value === 'string'
  }
}
