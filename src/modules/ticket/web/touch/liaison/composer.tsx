import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { tapOn } from '#ui/offline.ts'
import { Button } from '#ui/touch/button.tsx'
import { Field } from '#ui/touch/field.tsx'
import { ActRow } from '#ui/touch/page.tsx'
import { writeEntry } from '../../../contract.ts'
import { useDraft } from '../use-draft.ts'
import { PhotoButton } from './photo-button.tsx'
import type { ShareName } from './share.ts'
import { liaisonWords } from './words.ts'

const QUICK = ['quick.contacted', 'quick.started', 'quick.on-the-way', 'quick.ready'] as const

/** Progress in a word that is often said or in own words, a question to the owner, a photo. */
export function Composer({ share }: { readonly share: ShareName }) {
  const say = useWords(liaisonWords)
  const [text, write] = useDraft(`entry.${share.partId}`)
  const [tells, setTells] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const send = async (kind: 'progress' | 'question') => {
    if (!text.trim()) return setRefusal(say('say.empty'))
    setRefusal(undefined)
    const tellPatient = kind === 'progress' && tells
    const body = { kind, text: text.trim(), tellPatient }
    const about = { matter: share.ticketId, label: say(`tap.${kind}`, { item: share.item }) }
    // At once, so that the next words, typed while this is kept, stay.
    write('')
    setTells(false)
    await tapOn(writeEntry, { params: { id: share.ticketId }, body }, about).catch((error: unknown) => {
      write(text)
      throw error
    })
  }
  return (
    <section className="t-card">
      <h2 className="t-card-title">{say('say.title')}</h2>
      <div className="t-quick" role="group" aria-label={say('say.quick')}>
        {QUICK.map(one => (
          <Button key={one} onPress={() => write(say(one))}>
            {say(one)}
          </Button>
        ))}
      </div>
      <Field label={say('say.label')} kind="long" value={text} onText={write} maxLength={2000} refusal={refusal} />
      <label className="t-option">
        <input type="checkbox" checked={tells} onChange={() => setTells(!tells)} />
        <span>{say('say.tell')}</span>
      </label>
      <ActRow>
        <Button onPress={() => send('question')}>{say('say.ask')}</Button>
        <Button onPress={() => send('progress')}>{say('say.progress')}</Button>
      </ActRow>
      <PhotoButton share={share} />
    </section>
  )
}
