import { Problem } from '#kernel/problem.ts'

/**
 * What each kind of need (个性化需求) may say; the first words of a list are the common ones. `many` kinds may hold several at
 * once, of the others a new one ends the one before (PAT-03).
 */
export const NEEDS = {
  'communication-way': { many: false, values: ['text-only', 'phone', 'in-person', 'through-companion'] },
  allergy: { many: true, values: ['drug', 'food', 'contrast', 'latex', 'other'] },
  hearing: { many: false, values: ['hard-of-hearing', 'deaf'] },
  sight: { many: false, values: ['low-vision', 'blind'] },
  speech: { many: false, values: ['unclear', 'cannot-speak'] },
  language: {
    many: true,
    values: ['minnan', 'hakka', 'cantonese', 'sign-language', 'english', 'uyghur', 'tibetan', 'other'],
  },
  mobility: { many: false, values: ['walking-aid', 'wheelchair', 'stretcher', 'fall-risk'] },
  companion: { many: false, values: ['alone', 'with-family', 'with-carer'] },
  'preferred-time': { many: true, values: ['morning', 'noon', 'afternoon', 'evening', 'weekend'] },
  'preferred-contact': { many: false, values: ['phone', 'sms', 'wechat', 'family'] },
  'do-not-call': { many: false, values: ['always', 'night'] },
} as const
export type NeedKind = keyof typeof NEEDS
export type NeedValue = (typeof NEEDS)[NeedKind]['values'][number]
export const NEED_KINDS = Object.keys(NEEDS) as [NeedKind, ...NeedKind[]]
export const NEED_SOURCES = ['patient', 'family', 'staff', 'hospital-system'] as const

/** One need of a patient, since a day, from somebody, until a day or for good. Days are ISO days of the hospital. */
export interface Need {
  readonly id: string
  readonly kind: NeedKind
  readonly value: NeedValue
  /** What of it only words can say: 青霉素. */
  readonly note: string | null
  readonly since: string
  readonly validTo: string | null
  readonly source: (typeof NEED_SOURCES)[number]
}

/** Refuses a value that its kind does not know. `other` says nothing without words, and so does an allergy. */
export function mustBeNeed(need: Pick<Need, 'kind' | 'value' | 'note' | 'since' | 'validTo'>): void {
  const values: readonly string[] = NEEDS[need.kind].values
  if (!values.includes(need.value)) throw new Problem('need-unknown', { kind: need.kind, value: need.value })
  if (need.note === null && (need.value === 'other' || need.kind === 'allergy'))
    throw new Problem('need-wants-words', { kind: need.kind })
  if (need.validTo !== null && need.validTo < need.since) throw new Problem('need-ends-before-it-begins')
}

/** Which of `needs` hold on `day`. */
export const holding = (needs: readonly Need[], day: string): Need[] =>
  needs.filter(need => need.since <= day && (need.validTo === null || day <= need.validTo))

/** Which of `needs` a new one puts an end to: of a kind that can be only one, the one before; of the others, the same said again. */
export const replacedBy = (needs: readonly Need[], fresh: Pick<Need, 'kind' | 'value' | 'note'>): Need[] =>
  needs.filter(
    need =>
      need.kind === fresh.kind && (!NEEDS[need.kind].many || (need.value === fresh.value && need.note === fresh.note)),
  )

/** How this patient may be reached. Nothing dials where `mayCall` is false; follow-up goes the `way` that stands here. */
export interface ContactWay {
  readonly way: 'call' | 'text' | 'in-person'
  readonly mayCall: boolean
  /** The need that forbids the call, for the screen to name. */
  readonly because: NeedKind | null
}

const noCall = (because: NeedKind): ContactWay => ({ way: 'text', mayCall: false, because })

/** Text only, deaf, without speech, or asked not to be called: no telephone is offered, a message is (PAT-03). */
export function contactWay(needs: readonly Need[]): ContactWay {
  const has = (kind: NeedKind, ...values: NeedValue[]) =>
    needs.some(need => need.kind === kind && values.includes(need.value))
  if (has('communication-way', 'text-only')) return noCall('communication-way')
  if (has('communication-way', 'in-person')) return { way: 'in-person', mayCall: false, because: 'communication-way' }
  if (has('do-not-call', 'always')) return noCall('do-not-call')
  // Somebody who is called although deaf has said so: by phone, or through the companion.
  const isReachable = has('communication-way', 'phone', 'through-companion')
  if (!isReachable && has('hearing', 'deaf')) return noCall('hearing')
  if (!isReachable && has('speech', 'cannot-speak')) return noCall('speech')
  const prefersText = has('preferred-contact', 'sms', 'wechat')
  return { way: prefersText ? 'text' : 'call', mayCall: true, because: null }
}

/** One line of the banner: `alert` is what can harm when it is missed, `care` what changes how one speaks to the patient. */
export interface BannerLine {
  readonly kind: NeedKind
  readonly weight: 'alert' | 'care' | 'note'
  readonly zh: string
  readonly en: string
}

const WEIGHT: Partial<Record<NeedKind, BannerLine['weight']>> = {
  allergy: 'alert',
  'communication-way': 'care',
  hearing: 'care',
  sight: 'care',
  speech: 'care',
  language: 'care',
  mobility: 'care',
  'do-not-call': 'care',
}
const ORDER = { alert: 0, care: 1, note: 2 } as const

/** What everyone who meets the patient reads first: 听力障碍 · 仅文字 · 青霉素过敏. */
export const bannerOf = (needs: readonly Need[]): BannerLine[] =>
  needs
    .map(need => ({ kind: need.kind, weight: WEIGHT[need.kind] ?? ('note' as const), ...wordsOf(need) }))
    .toSorted((a, b) => ORDER[a.weight] - ORDER[b.weight] || NEED_KINDS.indexOf(a.kind) - NEED_KINDS.indexOf(b.kind))

const WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'communication-way text-only': ['仅用文字沟通，请勿打电话', 'Text only: do not phone'],
  'communication-way phone': ['可打电话', 'Phone is welcome'],
  'communication-way in-person': ['请当面沟通', 'Speak in person'],
  'communication-way through-companion': ['请通过陪同人沟通', 'Speak through the companion'],
  'allergy drug': ['{note}过敏', 'Allergic to {note}'],
  'allergy food': ['{note}过敏（食物）', 'Allergic to {note} (food)'],
  'allergy contrast': ['造影剂过敏：{note}', 'Allergic to contrast: {note}'],
  'allergy latex': ['乳胶过敏：{note}', 'Allergic to latex: {note}'],
  'allergy other': ['{note}过敏', 'Allergic to {note}'],
  'hearing hard-of-hearing': ['听力下降，请靠近、放慢说', 'Hard of hearing: come close, speak slowly'],
  'hearing deaf': ['听力障碍', 'Deaf'],
  'sight low-vision': ['视力下降，请用大字并引路', 'Low vision: large print, show the way'],
  'sight blind': ['视力障碍，请口头说明并引路', 'Blind: say it aloud, guide by the arm'],
  'speech unclear': ['言语不清，请耐心核对', 'Speech is unclear: check patiently'],
  'speech cannot-speak': ['不能言语，请用文字', 'Cannot speak: write'],
  'language minnan': ['讲闽南语', 'Speaks Minnan'],
  'language hakka': ['讲客家话', 'Speaks Hakka'],
  'language cantonese': ['讲粤语', 'Speaks Cantonese'],
  'language sign-language': ['使用手语', 'Uses sign language'],
  'language english': ['讲英语', 'Speaks English'],
  'language uyghur': ['讲维吾尔语', 'Speaks Uyghur'],
  'language tibetan': ['讲藏语', 'Speaks Tibetan'],
  'language other': ['讲{note}', 'Speaks {note}'],
  'mobility walking-aid': ['拄拐或助行器', 'Uses a walking aid'],
  'mobility wheelchair': ['需要轮椅', 'Needs a wheelchair'],
  'mobility stretcher': ['需要平车', 'Needs a stretcher'],
  'mobility fall-risk': ['易跌倒，请搀扶', 'Falls easily: give an arm'],
  'companion alone': ['独自就诊', 'Comes alone'],
  'companion with-family': ['家属陪同', 'Comes with family'],
  'companion with-carer': ['护工陪同', 'Comes with a carer'],
  'preferred-time morning': ['方便时间：上午', 'Best time: morning'],
  'preferred-time noon': ['方便时间：中午', 'Best time: noon'],
  'preferred-time afternoon': ['方便时间：下午', 'Best time: afternoon'],
  'preferred-time evening': ['方便时间：晚上', 'Best time: evening'],
  'preferred-time weekend': ['方便时间：周末', 'Best time: weekend'],
  'preferred-contact phone': ['希望电话联系', 'Prefers the phone'],
  'preferred-contact sms': ['希望短信联系', 'Prefers text messages'],
  'preferred-contact wechat': ['希望微信联系', 'Prefers WeChat'],
  'preferred-contact family': ['请联系家属', 'Contact the family'],
  'do-not-call always': ['请勿打电话', 'Do not call'],
  'do-not-call night': ['夜间请勿打电话', 'Do not call at night'],
}

/** The words of one need; the note stands inside where the sentence has a place for it, else behind. */
function wordsOf(need: Need): { zh: string; en: string } {
  const [zh = need.value, en = need.value] = WORDS[`${need.kind} ${need.value}`] ?? []
  const say = (sentence: string, open: string, close: string) => {
    if (sentence.includes('{note}')) return sentence.replace('{note}', need.note ?? '')
    return need.note === null ? sentence : `${sentence}${open}${need.note}${close}`
  }
  return { zh: say(zh, '（', '）'), en: say(en, ' (', ')') }
}
