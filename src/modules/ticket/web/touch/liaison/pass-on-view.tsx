import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { tapOn } from '#ui/offline.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choice } from '#ui/touch/choice.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Notice } from '#ui/touch/notice.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { declinePart, handOnPart } from '../../../contract.ts'
import type { ShareName } from './share.ts'
import { unitsFor, useUnits } from './use-units.ts'
import { liaisonWords } from './words.ts'

const HOW = ['head', 'colleague', 'unit'] as const
const WHY = ['not-ours', 'other-first', 'nobody', 'incomplete', 'other'] as const

interface PassOnProps {
  readonly share: ShareName
  readonly isSignedIn: boolean
  readonly back: () => void
}

/** 转办 or 退回: to whom, and why. The clock goes on, and the reason stands where the next one reads it. */
export function PassOnView({ share, isSignedIn, back }: PassOnProps) {
  const say = useWords(liaisonWords)
  const units = useUnits(isSignedIn)
  const [how, setHow] = useState<(typeof HOW)[number] | null>(null)
  const [person, setPerson] = useState<string | null>(null)
  const [unit, setUnit] = useState<string | null>(null)
  const [find, setFind] = useState('')
  const [why, setWhy] = useState<(typeof WHY)[number] | null>(null)
  const [words, setWords] = useState('')
  const [isAsked, setAsked] = useState(false)
  const colleagues = units?.find(one => one.id === share.unit.id)?.people ?? []
  const found = units ? unitsFor(units, share.unit.id, find) : []
  const hasOthers = units?.some(one => one.id !== share.unit.id) ?? false
  const ways = HOW.filter(way => way === 'head' || (way === 'colleague' ? colleagues.length > 0 : hasOthers))
  const lacksWho = (how === 'colleague' && !person) || (how === 'unit' && !unit)
  const lacksWords = why === 'other' && !words.trim()

  const send = async () => {
    setAsked(true)
    if (!how || lacksWho || !why || lacksWords) return
    const reason = [why === 'other' ? '' : say(`pass.why-${why}`), words.trim()].filter(Boolean).join('：')
    const params = { id: share.ticketId, partId: share.partId }
    const about = {
      matter: share.ticketId,
      label: say(how === 'head' ? 'tap.decline' : 'tap.hand-on', { item: share.item }),
    }
    if (how === 'head') await tapOn(declinePart, { params, body: { reason } }, about)
    else {
      const to = how === 'colleague' ? { unitId: null, personId: person } : { unitId: unit, personId: null }
      await tapOn(handOnPart, { params, body: { reason, ...to } }, about)
    }
    back()
  }
  const asked = (
    isMissing: boolean,
    key: 'pass.needs-how' | 'pass.needs-who' | 'pass.needs-why' | 'pass.needs-words',
  ) => (isAsked && isMissing ? say(key) : undefined)
  return (
    <Page
      brand={share.unit.name}
      title={say('pass.title')}
      acts={
        <ActRow>
          <Button onPress={back}>{say('act.back')}</Button>
          <Button kind="main" onPress={send}>
            {say(how === 'colleague' || how === 'unit' ? 'pass.send-hand-on' : 'pass.send-decline')}
          </Button>
        </ActRow>
      }
    >
      <p className="t-text">{say('pass.clock')}</p>
      {ways.length === 1 && <Notice>{say('pass.no-list')}</Notice>}
      <Choice
        label={say('pass.how')}
        options={ways.map(value => ({ value, label: say(`pass.${value}`) }))}
        value={how}
        onChoose={setHow}
        refusal={asked(!how, 'pass.needs-how')}
      />
      {how === 'colleague' && (
        <Choice
          label={say('pass.who')}
          options={colleagues.map(({ id, name, onDuty }) => ({
            value: id,
            label: name,
            ...(!onDuty && { hint: say('pass.off-duty') }),
          }))}
          value={person}
          onChoose={setPerson}
          refusal={asked(!person, 'pass.needs-who')}
        />
      )}
      {how === 'unit' && (
        <>
          <Field label={say('pass.find')} value={find} onText={setFind} maxLength={40} isOptional />
          {found.length === 0 && <Notice>{say('pass.none')}</Notice>}
          <Choice
            label={say('pass.which')}
            options={found.map(({ id, name }) => ({ value: id, label: name }))}
            value={unit}
            onChoose={setUnit}
            refusal={asked(!unit, 'pass.needs-who')}
          />
        </>
      )}
      <Choice
        label={say('pass.why')}
        options={WHY.map(value => ({ value, label: say(`pass.why-${value}`) }))}
        value={why}
        onChoose={setWhy}
        refusal={asked(!why, 'pass.needs-why')}
      />
      <Field
        label={say('pass.more')}
        kind="long"
        value={words}
        onText={setWords}
        maxLength={400}
        isOptional={why !== 'other'}
        refusal={asked(lacksWords, 'pass.needs-words')}
      />
    </Page>
  )
}
