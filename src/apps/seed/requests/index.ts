import { fill } from '#kernel/text.ts'
import type { Random } from '../random.ts'
import { desk } from './desk.ts'
import { inVisit } from './in-visit.ts'
import { postVisit } from './post-visit.ts'
import { preVisit } from './pre-visit.ts'
import type { Request } from './request.ts'

export type { Request } from './request.ts'

export const requests: readonly Request[] = [...desk, ...preVisit, ...inVisit, ...postVisit]

/** How often each item is asked for, of a hundred. */
const OFTEN: Readonly<Record<string, number>> = {
  'SVC-01': 10,
  'SVC-02': 9,
  'SVC-03': 12,
  'SVC-04': 5,
  'SVC-05': 10,
  'SVC-06': 3,
  'SVC-07': 5,
  'SVC-08': 4,
  'SVC-09': 5,
  'SVC-10': 4,
  'SVC-11': 6,
  'SVC-12': 4,
  'SVC-13': 4,
  'SVC-14': 2,
  'SVC-15': 4,
  'SVC-16': 4,
  'SVC-17': 6,
  'SVC-18': 4,
  'SVC-19': 4,
  'SVC-20': 4,
}

const byItem = Map.groupBy(requests, one => one.item)

/** What somebody comes with, the frequent more often. */
export function someRequest(random: Random): Request {
  const item = random.weighted(Object.entries(OFTEN))
  return random.pick(byItem.get(item) ?? requests)
}

const CLINICS = [
  '消化内科',
  '心血管内科',
  '神经内科',
  '骨科',
  '普通外科',
  '眼科',
  '妇产科',
  '呼吸与危重症医学科',
  '内分泌科',
]
const EXAMS = ['腹部超声', '胸部CT', '头颅磁共振', '胃镜', '心脏彩超', '动态心电图', '肺功能', '肠镜', '骨密度']
const DAYS = ['本周五', '下周一', '下周二', '下周三', '下周四']

export type Slots = Readonly<Record<'clinic' | 'exam' | 'day' | 'sum' | 'floor' | 'age', string>>

/** The clinic, exam, day and sum of one matter: the same in all that is said about it. */
export const someSlots = (random: Random): Slots => ({
  clinic: random.pick(CLINICS),
  exam: random.pick(EXAMS),
  day: random.pick(DAYS),
  sum: String(random.whole(3, 60) * 100),
  floor: random.pick(['二', '三', '四', '五', '六']),
  age: String(random.whole(74, 91)),
})

export const said = (words: string, slots: Slots): string => fill(words, slots)
