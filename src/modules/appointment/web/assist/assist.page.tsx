import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Page } from '#ui/touch/page.tsx'
import { assistDays, assistDepartments, assistTimes } from '../../contract.ts'
import { ChooseDoctor, ChooseTime, ChooseUnit, type PoolOf } from '../touch/choose.tsx'
import { Acts, Check, Done } from './acts.tsx'
import { Consent, Find, New } from './person.tsx'
import type { Step } from './steps.ts'
import { assistWords } from './words.ts'
import './assist.css'

const POOL: PoolOf = { departments: assistDepartments, days: assistDays, times: assistTimes }

interface AssistPageProps {
  readonly hospital: { readonly name: string; readonly phone: string }
  /** Where the guide stands: the position, or the unit of the post. */
  readonly place: string
  readonly onBack: (() => void) | null
  readonly onSignOut: (() => unknown) | null
}

/** A guide registers, books and checks in for somebody who cannot (协助挂号, APT-16): in the person's name, with consent. */
export function AssistPage({ hospital, place, onBack, onSignOut }: AssistPageProps) {
  const say = useWords(assistWords)
  const [step, go] = useState<Step>({ at: 'find' })
  const back = backOf(step)
  return (
    <Page
      key={step.at}
      brand={say('brand')}
      title={titleOf(step, say)}
      tools={
        back || onBack || onSignOut ? (
          <Button kind="quiet" onPress={() => (back ? go(back) : (onBack ?? onSignOut)?.())}>
            {say(back || onBack ? 'back' : 'sign-out')}
          </Button>
        ) : null
      }
    >
      <StepContent step={step} go={go} hospital={hospital.name} place={place} />
    </Page>
  )
}

function titleOf(step: Step, say: ReturnType<typeof useWords<typeof assistWords.zh>>): string {
  switch (step.at) {
    case 'find':
      return say('find.title')
    case 'new':
      return say('new.title')
    case 'consent':
      return say('consent.title')
    case 'acts':
    case 'done':
      return say('acts.title', { name: step.helped.nameMasked })
    case 'unit':
      return say(`unit.${step.errand}`)
    case 'doctor':
      return step.chosen.unit
    case 'time':
      return say('time.title', { doctor: step.chosen.doctor })
    case 'check':
      return say('check.title')
  }
}

/** One step back; null where the page itself is left. */
function backOf(step: Step): Step | null {
  switch (step.at) {
    case 'find':
      return null
    case 'new':
    case 'consent':
    case 'acts':
    case 'done':
      return { at: 'find' }
    case 'unit':
      return { at: 'acts', helped: step.helped }
    case 'doctor':
      return { at: 'unit', helped: step.helped, errand: step.errand }
    case 'time':
      return { ...step, at: 'doctor' }
    case 'check':
      return { at: 'time', helped: step.helped, errand: step.errand, chosen: step.chosen }
  }
}

interface StepContentProps {
  readonly step: Step
  readonly go: (step: Step) => void
  readonly hospital: string
  readonly place: string
}

function StepContent({ step, go, hospital, place }: StepContentProps) {
  switch (step.at) {
    case 'find':
      return <Find step={step} go={go} />
    case 'new':
      return <New step={step} go={go} />
    case 'consent':
      return <Consent step={step} go={go} />
    case 'acts':
      return <Acts step={step} go={go} place={place} />
    case 'unit':
      return (
        <ChooseUnit
          pool={POOL}
          isToday={step.errand === 'onsite'}
          onUnit={chosen => go({ ...step, at: 'doctor', chosen })}
        />
      )
    case 'doctor':
      return (
        <ChooseDoctor
          pool={POOL}
          isToday={step.errand === 'onsite'}
          chosen={step.chosen}
          onDoctor={chosen => go({ ...step, at: 'time', chosen })}
        />
      )
    case 'time':
      return (
        <ChooseTime
          pool={POOL}
          chosen={step.chosen}
          wanted={null}
          next={null}
          onTime={time => go({ ...step, at: 'check', time })}
        />
      )
    case 'check':
      return <Check step={step} go={go} place={place} />
    case 'done':
      return <Done step={step} go={go} hospital={hospital} place={place} />
  }
}
