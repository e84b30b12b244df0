import type { Problems } from '#kernel/problem.ts'

/** What the directory refuses. */
export const problems = {
  'floor-unreadable': {
    status: 422,
    zh: '楼层请写成 3、3楼 或 B1（地下）',
    en: 'Write the floor as 3, or B1 for below the ground',
  },
} as const satisfies Problems
