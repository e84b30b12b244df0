import type { ClockView } from '#ui/clock/reading.ts'

const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString()

/** Clocks of every tone, around the moment at which the page is opened. */
export const clocks = {
  running: { label: '接单', startedAt: minutes(-10), dueAt: minutes(20.5) },
  soon: { label: '办结', startedAt: minutes(-100), dueAt: minutes(20.5) },
  late: { label: '办结', startedAt: minutes(-128.5), dueAt: minutes(-8.5) },
  done: { label: '接单', startedAt: minutes(-60), dueAt: minutes(-30), doneAt: minutes(-50) },
  promise: { label: '答复患者', startedAt: minutes(-60), dueAt: minutes(41.5), isPromise: true },
  waiting: {
    label: '办结',
    startedAt: minutes(-60),
    dueAt: minutes(65.5),
    waiting: { reason: '患者去取身份证', since: minutes(-10), stops: false },
  },
} satisfies Record<string, ClockView>
