import type { ItemField, Paper, PaperCase, ServiceItem } from '#modules/ticket/rules/service-item.ts'
import type { Observed, SopStep } from '#modules/ticket/rules/sop.ts'

type Papers = Partial<Record<PaperCase, readonly (string | readonly [name: string, copies: number])[]>>
type Said = string | readonly [name: string, more: Partial<SopStep>]

/** What an item says beside its name and receiver; the rest is as usual. */
export interface Saying
  extends Partial<Pick<ServiceItem, 'class' | 'due' | 'offHours' | 'fields' | 'kinds' | 'proof'>> {
  readonly papers?: Papers
  readonly steps: readonly Said[]
  readonly evidence: string
}

/** The first version of an item. */
export const item = (
  code: string,
  name: string,
  group: ServiceItem['group'],
  receiver: string,
  saying: Saying,
): ServiceItem => ({
  code,
  version: 1,
  name,
  group,
  class: saying.class ?? 'general',
  due: saying.due ?? null,
  receiver,
  offHours: saying.offHours ?? null,
  papers: papersOf(saying.papers ?? {}),
  fields: saying.fields ?? [],
  kinds: saying.kinds ?? [],
  steps: saying.steps.map(stepOf),
  evidence: saying.evidence,
  proof: saying.proof ?? 'words',
  active: true,
})

const papersOf = (papers: Papers): readonly Paper[] =>
  Object.entries(papers).flatMap(([when, names]) =>
    names.map(one => {
      const [name, copies] = typeof one === 'string' ? ([one, 1] as const) : one
      return { name, case: when as PaperCase, copies }
    }),
  )

function stepOf(said: Said, n: number): SopStep {
  const [name, more] = typeof said === 'string' ? ([said, {}] as const) : said
  return {
    key: `s${n + 1}`,
    name,
    optional: false,
    evidence: 'none',
    tells: null,
    observed: null,
    module: null,
    within: null,
    endsLimit: false,
    ...more,
  }
}

/** A step that the house sees done. */
export const seen = (name: string, observed: Observed, more: Partial<SopStep> = {}): Said => [
  name,
  { observed, ...(observed === 'confirmed' && { evidence: 'signature' }), ...more },
]
export const maybe = (name: string, more: Partial<SopStep> = {}): Said => [name, { optional: true, ...more }]
export const withNote = (name: string, more: Partial<SopStep> = {}): Said => [name, { evidence: 'note', ...more }]
export const withNumber = (name: string, more: Partial<SopStep> = {}): Said => [name, { evidence: 'number', ...more }]
/** Another one was there, and is named. */
export const withName = (name: string, more: Partial<SopStep> = {}): Said => [
  name,
  { evidence: 'confirmation', ...more },
]
/** A step that another part of the programme will do; until then it is done by hand and recorded. */
export const byHand = (module: string, name: string, more: Partial<SopStep> = {}): Said => [name, { module, ...more }]

export const field = (
  key: string,
  name: string,
  type: ItemField['type'],
  more: Partial<Pick<ItemField, 'required' | 'options'>> = {},
): ItemField => ({ key, name, type, required: false, options: [], ...more })

/** Done while the patient stands at the window (当场办). */
export const AT_ONCE = { kind: 'minutes', minutes: 30 } as const
export const HALF_AN_HOUR = { kind: 'minutes', minutes: 30 } as const
export const ONE_DAY = { kind: 'minutes', minutes: 24 * 60 } as const
export const SAME_DAY = { kind: 'working-days', days: 0 } as const

/** The duty office, outside the hours of the hospital calendar. */
export const DUTY_OFFICE = 'ZBS'

export const IDENTITY = '患者有效身份证件'
export const AGENT = ['授权委托书', '代办人身份证件'] as const
export const MINOR = ['户口簿或出生医学证明', '监护人身份证件'] as const
export const INSURED = ['医保电子凭证或社会保障卡'] as const
