import type { Say } from '#ui/language.ts'
import type { Step } from '#ui/touch/steps.tsx'
import type { Matter } from './matter.ts'
import type { patientWords } from './words.ts'

const STATIONS = ['received', 'in-hand', 'please-confirm', 'settled'] as const

/** The four stations of a matter (已受理 → 科室办理中 → 请您确认 → 办结), with the times of those that were reached. */
export function stepsOf(matter: Matter, say: Say<typeof patientWords.zh>): Step[] {
  const at = [matter.openedAt, matter.inHandAt, matter.resolvedAt, matter.confirmedAt ?? matter.closedAt]
  const now = STATIONS.findIndex(station => station === matter.station)
  const isOver = matter.station === 'settled'
  return STATIONS.map((station, place) => {
    const isReached = place <= now
    const state = place < now || isOver ? 'done' : isReached ? 'now' : 'next'
    return { label: say(`step.${station}`), state, at: isReached ? (at[place] ?? null) : null }
  })
}

/** May the patient still speak in it? */
export const isOpen = (matter: Matter): boolean => matter.station !== 'settled' && matter.station !== 'withdrawn'
