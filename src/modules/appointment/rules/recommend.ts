/** What the directory says of a department, as far as a complaint is looked for in it. */
export interface Advisable {
  readonly unitId: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly services: readonly string[]
  /** What its doctors treat best. */
  readonly strengths: readonly string[]
}

/** Where a suggestion comes from: words of the directory that stand in what was said (推荐依据, APT-05). */
export interface Because {
  readonly source: 'name' | 'services' | 'strengths' | 'doctor'
  readonly words: readonly string[]
}

export interface Suggestion {
  readonly unitId: string
  readonly because: Because
}

/** Words of complaints that go to emergency, not to a clinic (红旗主诉): the hospital's list. */
export interface RedFlags {
  readonly words: readonly string[]
  /** The department that takes them, by code. */
  readonly unitCode: string
  /** Who of the hospital signed the list; null until somebody did. */
  readonly signedBy: string | null
}

/** The same thing as patients and as the directory say it. It changes words, and says nothing of illness. */
const SAME: readonly (readonly [said: RegExp, written: string])[] = [
  [/疼/gu, '痛'],
  [/发烧|高烧/gu, '发热'],
  [/肚子/gu, '腹'],
  [/牙齿/gu, '牙'],
  [/眼睛/gu, '眼'],
  [/耳朵/gu, '耳'],
  [/[^\p{L}\p{N}]/gu, ''],
]
const plain = (said: string): string =>
  SAME.reduce((text, [from, to]) => text.replaceAll(from, to), said.normalize('NFKC').toLowerCase())

/** The red-flag words in what was said, longest first; none: a clinic may do. */
export function redFlagsIn(said: string, flags: RedFlags): readonly string[] {
  const text = plain(said)
  return flags.words.filter(word => text.includes(plain(word))).toSorted((a, b) => b.length - a.length)
}

/** What nearly every department has in its words, and so tells none from another. */
const COMMON =
  /疾病|门诊|检查|检测|评估|管理|治疗|手术|随访|康复|医学|专科|常见|病区|科室|我|的|了|有|和|与|是|在|不|一|上|下|大|小|中|(?<!白)内|外|科|病|医|诊|日|好|天|个|术/gu
const SHORTEST = 1
const LONGEST = 4
/** A single character is telling only where so few departments have it, and where it names a part of the body or what comes of it. */
const RARE = 3
const TELLING =
  /[头脑脸面眼耳鼻口牙齿舌喉咽颈肩背腰胸乳心肺胃肝胆胰脾肾肠腹肛腿膝脚手指骨筋皮毛发血尿痰咳喘吐泻痛痒麻晕肿瘤孕胎]/u

/**
 * The departments whose words in the directory stand in what was said (科室推荐): longer words count more, and words that many
 * departments share count less. It knows no medicine but the directory's.
 */
export function recommend(said: string, units: readonly Advisable[], atMost: number): readonly Suggestion[] {
  const text = plain(said)
  const words = units.map(unit => wordsIn(text, unit))
  const spread = new Map<string, number>()
  for (const own of words) for (const word of own.keys()) spread.set(word, (spread.get(word) ?? 0) + 1)
  return units
    .flatMap((unit, place) => {
      const telling = [...(words[place] ?? [])].filter(
        ([word]) => word.length > SHORTEST || (TELLING.test(word) && (spread.get(word) ?? 0) <= RARE),
      )
      const weight = telling.reduce((sum, [word]) => sum + word.length ** 2 / (spread.get(word) ?? 1), 0)
      return weight === 0 ? [] : [{ unitId: unit.unitId, weight, place, because: becauseOf(telling) }]
    })
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place)
    .slice(0, atMost)
    .map(({ unitId, because }) => ({ unitId, because }))
}

/** Stretches of what was said that stand in a unit's words, by where they stand. */
function wordsIn(text: string, unit: Advisable): ReadonlyMap<string, Because['source']> {
  const found = new Map<string, Because['source']>()
  const look = (source: Because['source'], phrases: readonly string[]) => {
    for (const part of phrases.flatMap(phrase => plain(phrase).split(COMMON)))
      for (let from = 0; from < part.length; from += 1)
        for (let length = Math.min(LONGEST, part.length - from); length >= SHORTEST; length -= 1) {
          const word = part.slice(from, from + length)
          if (/\p{Script=Han}/u.test(word) && text.includes(word) && !found.has(word)) found.set(word, source)
        }
  }
  look('services', unit.services)
  look('name', [unit.name, ...unit.aliases])
  look('strengths', unit.strengths)
  return found
}

/** The longest words, none within another, and where the longest stands. */
function becauseOf(words: readonly (readonly [string, Because['source']])[]): Because {
  const longestFirst = words.toSorted(([a], [b]) => b.length - a.length)
  const kept = longestFirst.filter(
    ([word], place) => !longestFirst.some(([other], n) => n < place && other.includes(word)),
  )
  return { source: kept[0]?.[1] ?? 'services', words: kept.map(([word]) => word) }
}
