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

/** What people of an age are called: 秀英 and 建国, 丽娟 and 志强, 子涵 and 梓萱. */
const GIVEN: Readonly<Record<Generation, Readonly<Record<Sex, GivenNames>>>> = {
  old: {
    male: {
      first: [...'德福永长守天文玉光国建振世宝金水春明宗兴'],
      second: [...'顺生贵海义保山堂荣昌民田林根财祥廷和安元'],
    },
    female: {
      first: [...'桂秀玉淑凤春素翠兰月菊素惠彩金美爱银香瑞'],
      second: [...'兰英珍芬花梅莲娥香琴云芝华仙妹珠清凤贞'],
    },
  },
  middle: {
    male: {
      first: [...'志建海晓俊国文永立宏庆伟少家新小正东'],
      second: [...'强华波军平勇刚辉斌峰涛明鹏飞超杰亮林'],
    },
    female: {
      first: [...'丽晓海美雪燕红艳小秋雅玉春文冬慧静'],
      second: [...'娟红梅芳萍玲霞敏琴燕英丽华颖云莉琼'],
    },
  },
  young: {
    male: {
      first: [...'子浩宇俊梓明一嘉思泽奕皓晨铭睿承'],
      second: [...'轩然泽豪宸辰航睿博宁杨哲恒霖昊远'],
    },
    female: {
      first: [...'子梓欣雨诗若思语佳可依沐静芷婉悦'],
      second: [...'涵萱怡彤琪瑶妍宁萌晴馨然雯桐菲语'],
    },
  },
}

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

/** A Han name: surname and one or two characters. */
export function hanName(random: Random, sex: Sex, age: number): string {
  const generation: Generation = age >= 56 ? 'old' : age >= 26 ? 'middle' : 'young'
  const { first, second } = GIVEN[generation][sex]
  const given = random.chance(0.14) ? random.pick(second) : random.pick(first) + random.pick(second)
  return `${surname(random)}${given}`
}

export const surname = (random: Random): string =>
  random.chance(0.02)
    ? random.pick(RARE_SURNAMES)
    : (SURNAMES[Math.floor(SURNAMES.length * random.fraction() ** 2.1)] ?? '王')
