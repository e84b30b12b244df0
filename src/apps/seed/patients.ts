import type { PlainDate } from '#kernel/time.ts'
import type { Imported } from '#modules/patient/index.ts'
import type { Person } from '#modules/patient/rules/person.ts'
import type { NeedKind, NeedValue } from '#modules/patient/rules/profile.ts'
import { familyOf, hanName, nameOf } from './names.ts'
import { type Random, randomFrom } from './random.ts'
import { DISTRICTS, residentNumber } from './resident-number.ts'

export interface MadeNeed {
  readonly kind: NeedKind
  readonly value: NeedValue
  readonly note: string | null
}

/** One patient of the demo hospital (示范患者), with what the service profile says. */
export interface MadePatient {
  readonly person: Person
  readonly identifiers: Imported['identifiers']
  readonly needs: readonly MadeNeed[]
  /** How long ago the record was made, and the last contact was. */
  readonly registeredDaysAgo: number
  readonly seenDaysAgo: number
}

/** The system whose patient numbers these are. */
export const SOURCE = 'HIS'

const NO_DOCUMENT = '急诊入院时未携带证件'
const PROVINCE = '青云省禾阳市'
const STREETS = ['河滨路', '槐荫路', '书院街', '新桥街', '望山路', '南塘路', '清泉街', '石榴巷', '东升路', '菱湖路']
const ESTATES = ['春晓苑', '安居里', '碧梧园', '和光新村', '临水人家', '云栖小区', '福康里', '兰亭苑']

/** Hospitals see the old more often than the street does. */
const AGES: readonly (readonly [readonly [from: number, to: number], number])[] = [
  [[0, 6], 6],
  [[7, 14], 4],
  [[15, 29], 9],
  [[30, 44], 14],
  [[45, 59], 22],
  [[60, 69], 20],
  [[70, 79], 16],
  [[80, 94], 9],
]

/** Makes `count` patients as of `today`; the same for the same seed and day. The first two are those of the tour. */
export function makePatients(
  count: number,
  today: PlainDate,
  seed = 'patients',
  from = 0,
  /** Resident numbers given out before, by place, day and sex. */
  numbers = new Map<string, number>(),
): readonly MadePatient[] {
  const random = randomFrom(`${seed} ${from}`)
  const made = Array.from({ length: count }, (_, n) => {
    const toured = seed === 'patients' ? OF_THE_TOUR[from + n] : undefined
    return makePatient(random, from + n, today, numbers, toured)
  })
  return made.map((one, n) => (n % EACH === EACH - 1 ? again(one, made[n - BEFORE] ?? one) : one))
}

/** One in so many is somebody who was registered before. */
const EACH = 600
const BEFORE = 7

/** Registered twice (重复建档): the same person under another number, with another telephone, mostly without the document. */
function again(one: MadePatient, before: MadePatient): MadePatient {
  const document = one.registeredDaysAgo % 4 === 0 ? before.person.document : null
  const noDocumentReason = document === null ? NO_DOCUMENT : null
  const { phones } = one.person
  return {
    ...one,
    needs: [],
    person: { ...before.person, document, noDocumentReason, phones, address: null, relatives: [] },
  }
}

interface Known {
  readonly name: string
  readonly sex: 'male' | 'female'
  readonly age: number
  readonly needs: readonly MadeNeed[]
}

const need = (kind: NeedKind, value: NeedValue, note: string | null = null): MadeNeed => ({ kind, value, note })

/** 黄秀珍's deposit and papers, and 陈守义 who hears nothing: the two whom the papers of this house follow. */
const OF_THE_TOUR: readonly Known[] = [
  { name: '黄秀珍', sex: 'female', age: 62, needs: [need('language', 'minnan'), need('preferred-contact', 'phone')] },
  {
    name: '陈守义',
    sex: 'male',
    age: 78,
    needs: [
      need('hearing', 'deaf'),
      need('communication-way', 'text-only'),
      need('mobility', 'walking-aid'),
      need('companion', 'alone'),
      need('allergy', 'drug', '青霉素'),
    ],
  },
]

function makePatient(
  random: Random,
  n: number,
  today: PlainDate,
  numbers: Map<string, number>,
  known?: Known,
): MadePatient {
  const sex = known?.sex ?? (random.chance(0.53) ? 'female' : 'male')
  const age = known?.age ?? random.whole(...random.weighted(AGES))
  const name = known?.name ?? nameOf(random, sex, age)
  const birthDate = today.subtract({ years: age, days: random.whole(0, 364) }).toString()
  const [region, district] = random.pick(DISTRICTS)
  const isHan = /^\p{Script=Han}+$/u.test(name)
  const document = documentOf(random, { region, birthDate, sex, age, isHan, n, numbers })
  const registeredDaysAgo = known === undefined ? Math.floor(random.fraction() ** 2 * 1800) : 600
  return {
    person: {
      name,
      sex,
      birthDate,
      document,
      noDocumentReason: document !== null ? null : age < 1 ? '新生儿，尚未办理户口' : NO_DOCUMENT,
      phones: known === undefined && random.chance(0.04) ? [] : [mobile(random, n, age)],
      address: random.chance(0.9) ? addressIn(random, district) : null,
      relatives: relativesOf(random, n, age, sex, familyOf(name)),
      insurance: insuranceOf(random, age, n),
    },
    identifiers: [
      { system: SOURCE, kind: 'patient-number', value: `P${String(100_000 + n).padStart(8, '0')}` },
      ...(random.chance(0.6)
        ? [{ system: SOURCE, kind: 'card' as const, value: `62${String(30_000_000 + n * 37).padStart(10, '0')}` }]
        : []),
    ],
    needs: known?.needs ?? needsOf(random, age),
    registeredDaysAgo,
    seenDaysAgo: known === undefined ? Math.floor(Math.min(registeredDaysAgo, random.fraction() ** 3 * 400)) : 1,
  }
}

function documentOf(
  random: Random,
  about: {
    region: string
    birthDate: string
    sex: 'male' | 'female'
    age: number
    isHan: boolean
    n: number
    numbers: Map<string, number>
  },
): Person['document'] {
  const { region, birthDate, sex, age, numbers } = about
  if ((age < 1 && random.chance(0.5)) || random.chance(0.01)) return null
  if (!about.isHan && random.chance(0.4))
    return { kind: 'passport', number: `E${String(50_000_000 + about.n).padStart(8, '0')}` }
  const key = `${region} ${birthDate} ${sex}`
  const count = numbers.get(key) ?? 0
  numbers.set(key, count + 1)
  return { kind: 'resident-id', number: residentNumber(region, birthDate, sex, count) }
}

/** No carrier has the numbers that begin with 169. */
const number = (n: number): string => `169${String((n * 104_729 + 10_007) % 100_000_000).padStart(8, '0')}`

function mobile(random: Random, n: number, age: number): Person['phones'][number] {
  return {
    number: number(n),
    holder: age < 14 || (age > 82 && random.chance(0.5)) ? 'family' : 'self',
    state: random.weighted([
      ['confirmed', 60],
      ['unconfirmed', 37],
      ['wrong', 3],
    ] as const),
    source: 'hospital-system',
  }
}

function addressIn(random: Random, district: string): string {
  const where = random.chance(0.5) ? random.pick(ESTATES) : `${random.pick(STREETS)}${random.whole(1, 288)}号`
  return `${PROVINCE}${district}${where}${random.whole(1, 24)}栋${random.whole(1, 18)}0${random.whole(1, 4)}室`
}

function relativesOf(
  random: Random,
  n: number,
  age: number,
  sex: 'male' | 'female',
  family: string | undefined,
): Person['relatives'] {
  const isAlone = age >= 14 && !random.chance(age < 65 ? 0.15 : 0.6)
  if (isAlone) return []
  const relation =
    age < 14
      ? 'parent'
      : random.weighted([
          ['child', age >= 55 ? 6 : 0],
          ['spouse', 3],
          ['sibling', 1],
        ] as const)
  const other = relation === 'spouse' ? (sex === 'male' ? 'female' : 'male') : random.pick(['male', 'female'] as const)
  const years = relation === 'parent' ? age + 29 : relation === 'child' ? age - 27 : age
  const isOfTheFamily =
    relation === 'sibling' || (relation === 'child' && sex === 'male') || (relation === 'parent' && other === 'male')
  const name = hanName(random, other, years, isOfTheFamily ? family : undefined)
  return [{ relation, name, phone: random.chance(0.85) ? number(n + 5_000_000) : null }]
}

function insuranceOf(random: Random, age: number, n: number): Person['insurance'] {
  const kind = random.weighted([
    ['employee', age >= 20 ? 46 : 0],
    ['resident', 40],
    ['commercial', 3],
    ['self-paid', 11],
  ] as const)
  return { kind, number: kind === 'self-paid' ? null : `YB${String(880_000_000 + n).padStart(10, '0')}` }
}

const DRUGS = ['青霉素', '头孢类', '磺胺类', '阿司匹林', '碘造影剂']

/** One in twenty has something that everyone who meets them should know; of the very old one in five. */
function needsOf(random: Random, age: number): readonly MadeNeed[] {
  const found: MadeNeed[] = []
  const often = age >= 80 ? 4 : age >= 65 ? 2 : 1
  const may = (probability: number, ...needs: readonly MadeNeed[]) => {
    if (random.chance(probability * often)) found.push(...needs)
  }
  may(0.002, need('hearing', 'deaf'), need('communication-way', 'text-only'))
  may(0.008, need('hearing', 'hard-of-hearing'))
  may(0.004, need('sight', 'low-vision'))
  may(0.012, need('language', 'minnan'))
  may(0.002, need('language', 'hakka'))
  may(0.006, need('mobility', 'wheelchair'))
  may(0.007, need('mobility', 'walking-aid'))
  if (random.chance(0.025)) found.push(need('allergy', 'drug', random.pick(DRUGS)))
  may(0.006, need('preferred-time', 'morning'))
  may(0.005, need('do-not-call', 'night'))
  may(0.004, need('companion', 'alone'))
  return [...new Map(found.map(one => [one.kind, one])).values()]
}
