import type { Post } from '#modules/staff/rules/organisation.ts'
import { departments } from './departments.ts'
import { hanName } from './names.ts'
import { randomFrom } from './random.ts'
import { units } from './service-units.ts'

/** How somebody works: by the hospital calendar, in the desk's shifts, at weekends too, or day and night by turns. */
export type Rhythm = 'office' | 'desk' | 'weekend' | 'emergency' | 'night' | 'duty'

/** One member of staff of the demo hospital (示范医院职工). */
export interface Member {
  readonly staffNumber: string
  readonly name: string
  readonly phone: string
  readonly posts: readonly { readonly post: Post; readonly unit: string }[]
  readonly rhythm: Rhythm
  /** Whose turn it is among those of the same rhythm and unit. */
  readonly turn: number
}

/** Those whom the tour meets by name; their accounts are in `accounts.ts`. */
export const NAMED: Readonly<Record<string, string>> = {
  'director KFB 0': '何文岚',
  'deputy-director KFB 0': '吴海宁',
  'centre-manager YGJ 0': '周敏慧',
  'desk-agent ZT 3': '林晓棠',
  'desk-agent ZT 4': '梅雨桐',
  'group-lead ZQZ 0': '许清和',
  'group-lead ZZZ 0': '沈若溪',
  'group-lead ZHZ 0': '韩以宁',
  'liaison CWK 0': '赵立诚',
  'deputy-liaison CWK 0': '钱思远',
  'liaison YBK 0': '孙佳怡',
  'head YBK 0': '郑伯言',
  'liaison PWK 0': '冯志和',
  'head TSC 0': '蒋秋平',
  'doctor PWK 0': '阮知行',
  'duty-officer ZBS 0': '曹安邦',
  'duty-manager YY 0': '彭守正',
  'privacy-officer YY 0': '严明澈',
  'administrator YY 0': '邹启航',
}

type Place = readonly [posts: readonly Post[], unit: string, rhythm: Rhythm]

const times = (count: number, place: Place): readonly Place[] => Array.from({ length: count }, () => place)

const service: readonly Place[] = [
  [['director'], 'KFB', 'office'],
  [['deputy-director'], 'KFB', 'office'],
  [['centre-manager'], 'YGJ', 'office'],
  ...times(10, [['desk-agent'], 'ZT', 'desk']),
  ...['ZQZ', 'ZZZ', 'ZHZ'].flatMap(group => [
    [['group-lead'], group, 'office'] as const,
    ...times(2, [['group-member'], group, 'weekend']),
  ]),
  ...times(3, [['desk-agent'], 'ZXT', 'weekend']),
  ...times(3, [['desk-agent'], 'DZT', 'weekend']),
  ...times(3, [['desk-agent'], 'YYC', 'weekend']),
  [['head'], 'TSC', 'office'],
  [['desk-agent'], 'TSC', 'weekend'],
  ...times(2, [['desk-agent'], 'FZT', 'weekend']),
  ...times(2, [['desk-agent'], 'GHC', 'weekend']),
  ...times(2, [['desk-agent'], 'YDY', 'weekend']),
  [['head'], 'HFZ', 'office'],
  [['desk-agent'], 'HFZ', 'weekend'],
  ...times(4, [['duty-officer'], 'ZBS', 'night']),
  ...times(4, [['duty-manager'], 'YY', 'duty']),
  [['privacy-officer'], 'YY', 'office'],
  [['administrator'], 'YY', 'office'],
]

const ofDepartments: readonly Place[] = departments.flatMap(({ code, small, always }): readonly Place[] => {
  const liaisons: Rhythm = always === true ? 'emergency' : 'office'
  if (small === true)
    return [
      [['head', 'deputy-liaison'], code, liaisons],
      [['liaison'], code, liaisons],
    ]
  return [
    [['head'], code, 'office'],
    [['liaison'], code, liaisons],
    [['deputy-liaison'], code, liaisons],
  ]
})

/** A doctor who signs in, and answers requests for extra numbers on the phone; last, so that all others are who they were. */
const doctors: readonly Place[] = [[['doctor'], 'PWK', 'office']]

/** The 151 people of the demo hospital, each with a post (岗位). */
export function makePeople(): readonly Member[] {
  const random = randomFrom('people')
  const taken = new Set(Object.values(NAMED))
  const turns = new Map<string, number>()
  const turnOf = (key: string): number => {
    const turn = turns.get(key) ?? 0
    turns.set(key, turn + 1)
    return turn
  }
  const nameFor = (key: string): string => {
    for (;;) {
      const name = NAMED[key] ?? hanName(random, random.chance(0.62) ? 'female' : 'male', random.whole(24, 58))
      if (NAMED[key] === undefined && (taken.has(name) || name.length < 3)) continue
      taken.add(name)
      return name
    }
  }
  return [...service, ...ofDepartments, ...doctors].map(([posts, unit, rhythm], n) => ({
    staffNumber: String(1001 + n),
    name: nameFor(`${posts[0]} ${unit} ${turnOf(`${posts[0]} ${unit}`)}`),
    // No carrier has the numbers that begin with 160.
    phone: `160${String(1_000_000 + n * 7919).padStart(8, '0')}`,
    posts: posts.map(post => ({ post, unit })),
    rhythm,
    turn: turnOf(`${rhythm} ${unit}`),
  }))
}

export const unitName = (code: string): string => units.find(one => one.code === code)?.name ?? code
