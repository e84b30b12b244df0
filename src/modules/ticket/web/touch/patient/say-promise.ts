import { houseNow } from '#ui/house-time.ts'
import type { Say } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import type { Matter } from './matter.ts'
import type { patientWords } from './words.ts'

/** The promise with its time, and the truth when it was not kept. */
export function sayPromise({ promise, owner }: Matter, say: Say<typeof patientWords.zh>): string {
  if (!promise) return ''
  const isLate = houseNow() > Date.parse(promise.dueAt)
  const facts = { time: sayWhen(promise.dueAt), text: promise.text, owner: owner.name }
  return say(isLate ? 'now.promise-late' : 'now.promise-value', facts)
}
