import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { mayClose, mustBeOpen, mustBeToCome, nextEscalation } from './issue.ts'

const due = Temporal.Instant.from('2026-11-16T17:00:00+08:00')
const next = (level: number, status: 'open' | 'done' = 'open') =>
  nextEscalation({ status, level, dueAt: due }, 24)?.toString() ?? null

test('an issue goes to the heads when it is due, a day later to the deputy director, and then nowhere', () => {
  expect([next(0), next(1), next(2), next(0, 'done')]).toEqual([
    due.toString(),
    due.add({ hours: 24 }).toString(),
    null,
    null,
  ])
})

test('it is done with its steps, dropped without; closed it takes nothing more, and a due lies ahead', () => {
  const steps = [{ doneAt: due }, { doneAt: null }]
  expect(() => mayClose('done', steps)).toThrow(expect.objectContaining({ code: 'steps-open' }))
  expect(() => mayClose('dropped', steps)).not.toThrow()
  expect(() => mayClose('done', steps.slice(0, 1))).not.toThrow()
  expect(() => mustBeOpen({ status: 'dropped' })).toThrow(expect.objectContaining({ code: 'issue-closed' }))
  expect(() => mustBeToCome(due, due)).toThrow(expect.objectContaining({ code: 'issue-due-past' }))
})
