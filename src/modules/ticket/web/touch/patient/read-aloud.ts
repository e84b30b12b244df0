import type { Say } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import type { Matter } from './matter.ts'
import { newestFirst } from './newest-first.ts'
import { sayPromise } from './say-promise.ts'
import { isOpen, stepsOf } from './stations.ts'
import type { patientWords } from './words.ts'

/** The page as a person would read it to another (朗读). */
export function matterAloud(matter: Matter, say: Say<typeof patientWords.zh>): string {
  const now = stepsOf(matter, say).findLast(step => step.state !== 'next')
  const end = { settled: say('end.settled'), withdrawn: say('end.withdrawn') }[matter.station as string]
  const [newest] = newestFirst(matter.told)
  const sentences = [
    say('page.title', { title: matter.title }),
    end ?? now?.label,
    isOpen(matter) && matter.withNow && pair(say('now.with'), say('now.with-value', { unit: matter.withNow })),
    isOpen(matter) && matter.promise && pair(say('now.promise'), sayPromise(matter, say)),
    matter.waitingFor && pair(say('ask.title'), matter.waitingFor),
    matter.result && pair(say('result.title'), matter.result),
    matter.station === 'please-confirm' && say('result.question'),
    newest && pair(`${sayWhen(newest.at)} ${say('told.title')}`, newest.text),
    isOpen(matter) && pair(say('now.owner'), matter.owner.name),
  ]
  return sentences.filter(Boolean).join('。')
}

const pair = (label: string, value: string) => `${label}：${value}`
