import { ALL, count, sum } from './figure.ts'

/** Shifts with too few people (缺编). */
export const staffing = {
  'short-shifts': count(
    'shifts',
    'short',
    ALL,
    ['缺编班次', 'Shifts short of people'],
    [
      '当期开始的缺编时段数：某岗位在岗人数低于该班次的配备标准',
      'Times, begun in the period, in which fewer people of a post were on duty than the standard of the shift asks',
    ],
    { target: { is: 'at-most', value: 0 } },
  ),
  'short-minutes': sum(
    'minutes',
    'short',
    'minutes',
    ALL,
    ['缺编时长', 'Time short of people'],
    ['缺编时段的分钟数之和，未结束的算到此刻', 'Minutes of those times; one that goes on counts until now'],
  ),
} as const
