import type { Random } from './random.ts'

/** The commoner, the further ahead. */
const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦',
  ...'贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤',
]
/** Surnames that are said otherwise than the character, and those of two characters: the search must find them. */
const RARE_SURNAMES = [...'单仇解区查翟盖朴逄缪', '欧阳', '上官', '司马', '诸葛', '尉迟', '皇甫', '司徒']

interface GivenNames {
  readonly first: readonly string[]
  readonly second: readonly string[]
}
type Sex = 'male' | 'female'
type Generation = 'old' | 'middle' | 'young'

/** What people of an age are called: 桂兰 and 德顺, 秋萍 and 俊峰, 雨彤 and 皓轩. No two of them make a name from the papers. */
const GIVEN: Readonly<Record<Generation, Readonly<Record<Sex, GivenNames>>>> = {
  old: {
    male: { first: [...'德福永长守天玉光金水树宝来松'], second: [...'顺生贵田保山堂根财祥廷元旺喜坤'] },
    female: { first: [...'桂秀玉淑凤素翠月菊惠彩金巧银腊'], second: [...'兰珍芬花莲娥香琴妹珠清贞凤英梅'] },
  },
  middle: {
    male: { first: [...'志俊永立宏新正东长兴'], second: [...'辉斌峰祥武勤良平森奎'] },
    female: { first: [...'晓美雪艳秋雅玉文冬慧静淑'], second: [...'娟梅芳萍霞莉琼芹珍'] },
  },
  young: {
    male: { first: [...'子浩宇俊梓嘉泽奕皓铭睿承'], second: [...'轩然豪宸辰航哲恒霖昊远'] },
    female: { first: [...'子梓欣雨诗思语佳可依沐芷婉'], second: [...'涵萱怡彤琪瑶妍晴馨桐'] },
  },
}
const SHORT: Readonly<Record<Sex, readonly string[]>> = { male: [...'斌勤祥奎森'], female: [...'芬芹琼娥莉'] }

const MINORITY: Readonly<Record<Sex, readonly [readonly string[], readonly string[]]>> = {
  male: [
    ['阿卜来提', '艾合买提', '吐尔逊', '努尔兰', '巴特尔', '玉山江'],
    ['吐尔地', '卡德尔', '库尔班', '热合曼', '巴依尔', '依明'],
  ],
  female: [
    ['阿依古丽', '热孜万', '古丽娜尔', '米日古丽', '萨仁', '迪丽努尔'],
    ['吐尔地', '卡德尔', '库尔班', '热合曼', '巴依尔', '依明'],
  ],
}
const LATIN: Readonly<Record<Sex, readonly string[]>> = {
  male: ['Tomas', 'Erik', 'Daniel', 'Somchai', 'Rahul', 'Jonas'],
  female: ['Anna', 'Marisol', 'Ingrid', 'Priya', 'Helen', 'Siti'],
}
const LATIN_SURNAMES = ['Müller', 'Lindqvist', 'Okafor', 'Tanaka', 'Ferreira', 'Whitfield', 'Rahman', 'Novak']

/** A name as one of that sex and age could have it: mostly Han, some with “·”, a few Latin. Nobody in particular. */
export function nameOf(random: Random, sex: Sex, age: number): string {
  const kind = random.fraction()
  if (kind < 0.006) return `${random.pick(LATIN[sex])} ${random.pick(LATIN_SURNAMES)}`
  if (kind < 0.018) return MINORITY[sex].map(part => random.pick(part)).join('·')
  return hanName(random, sex, age)
}

/** A Han name: surname, of the family where one is given, and one or two characters. */
export function hanName(random: Random, sex: Sex, age: number, family?: string): string {
  const generation: Generation = age >= 56 ? 'old' : age >= 26 ? 'middle' : 'young'
  const { first, second } = GIVEN[generation][sex]
  const given = random.chance(0.1) ? random.pick(SHORT[sex]) : random.pick(first) + random.pick(second)
  return `${family ?? surname(random)}${given}`
}

const surname = (random: Random): string =>
  random.chance(0.02)
    ? random.pick(RARE_SURNAMES)
    : (SURNAMES[Math.floor(SURNAMES.length * random.fraction() ** 2.1)] ?? '王')

/** The surname of a Han name; none of another. */
export const familyOf = (name: string): string | undefined =>
  /^\p{Script=Han}{2,4}$/u.test(name)
    ? (RARE_SURNAMES.find(one => name.startsWith(one)) ?? name.slice(0, 1))
    : undefined
