import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choice } from '#ui/touch/choice.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Refused } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { rateMatter } from '../../../contract.ts'
import { useDraft } from '../use-draft.ts'
import type { Matter } from './matter.ts'
import { patientWords } from './words.ts'

const STARS = ['5', '4', '3', '2', '1'] as const
type Stars = (typeof STARS)[number]

/** How a settled matter was handled (评价, POR-03), once; what was said stands there afterwards. */
export function RateBox({ matter, onSent }: { readonly matter: Matter; readonly onSent: () => void }) {
  const say = useWords(patientWords)
  const [stars, setStars] = useState<Stars | null>(null)
  const [words, write] = useDraft('rate')
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(rateMatter, () => {
    write('')
    onSent()
  })
  if (matter.rating)
    return (
      <section className="t-card on-paper">
        <p className="t-text">{say('rate.given', { stars: say(`rate.${String(matter.rating.stars) as Stars}`) })}</p>
        {matter.rating.words && <p className="t-text">{matter.rating.words}</p>}
      </section>
    )
  const press = () => {
    setAsked(true)
    if (stars) void send({ body: { stars: Number(stars), words: words.trim() || null } })
  }
  return (
    <section className="t-card screen-only">
      <h2 className="t-card-title">{say('rate.title')}</h2>
      <Choice
        label={say('rate.stars')}
        options={STARS.map(value => ({ value, label: say(`rate.${value}`) }))}
        value={stars}
        onChoose={setStars}
        refusal={isAsked && !stars ? say('rate.needs-stars') : undefined}
      />
      <Field
        label={say('rate.words')}
        hint={say('rate.words-hint')}
        kind="long"
        value={words}
        onText={write}
        maxLength={500}
        refusal={problem?.at('words')}
      />
      <Refused problem={problem} />
      <Button kind="main" onPress={press} isBusy={isSending}>
        {say('rate.send')}
      </Button>
    </section>
  )
}
