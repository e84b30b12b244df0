import { useEffect } from 'react'
import { Visits } from '#modules/appointment/web/kiosk/visits.tsx'
import { readKiosk } from '#modules/staff/contract.ts'
import { setHospitalZone, useWords } from '#ui/language.ts'
import { Failure, Loading, Notice } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { Pair } from './pair.tsx'
import { kioskAppWords } from './words.ts'

/** How often a machine says that it is alive; sooner while it cannot be heard. */
const BEAT_MS = 30_000
const LOST_MS = 5_000

/** A self-service machine (自助机, `/k`): paired once, then open to whoever stands there. */
export function KioskApp() {
  const say = useWords(kioskAppWords)
  const { answer: kiosk, problem, again } = useAnswer(readKiosk, {})
  const isLost = problem?.isUnknown === true
  useEffect(() => {
    const timer = setInterval(again, isLost ? LOST_MS : BEAT_MS)
    return () => clearInterval(timer)
  }, [again, isLost])
  useEffect(() => {
    if (kiosk) setHospitalZone(kiosk.hospital.zone)
  }, [kiosk])
  // Taken out of service, or paired anew: whoever stands here is cleared as well.
  if (problem?.status === 401) return <Pair onPaired={again} />
  if (!kiosk)
    return (
      <div className="k-page k-main">
        {isLost ? (
          <Notice tone="late">
            <p>
              <strong>{say('lost.title')}</strong>
            </p>
            <p>{say('lost.text')}</p>
          </Notice>
        ) : problem ? (
          <Failure problem={problem} onRetry={again} />
        ) : (
          <Loading />
        )}
      </div>
    )
  return (
    <>
      {isLost && (
        <div className="k-lost screen-only">
          <Notice tone="late">
            <p>
              <strong>{say('lost.title')}</strong> {say('lost.text')}
            </p>
          </Notice>
        </div>
      )}
      <Visits kiosk={kiosk} />
    </>
  )
}
