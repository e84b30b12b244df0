import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { LinkButton } from '#ui/touch/button.tsx'
import { Choice } from '#ui/touch/choice.tsx'
import { Field } from '#ui/touch/field.tsx'
import { LanguageSwitch } from '#ui/touch/language-switch.tsx'
import { Notice } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { ReadingTools } from '#ui/touch/reading-tools.tsx'
import { useSend } from '#ui/use-send.ts'
import { trackMatter } from '../../../contract.ts'
import { useHospital } from '../use-hospital.ts'
import { FindForm } from './find-form.tsx'
import { NumberForm } from './number-form.tsx'
import { patientWords } from './words.ts'
import '../screens.css'

const WAYS = ['code', 'number'] as const
type Way = (typeof WAYS)[number]

interface TrackPageProps {
  /** A link was opened that is cut short. */
  readonly isBroken: boolean
  readonly onFound: (token: string) => void
}

/** Finds a matter without a sign-in: by tracking code and four digits (TKT-08), or by number and telephone (POR-03). */
export function TrackPage({ isBroken, onFound }: TrackPageProps) {
  const say = useWords(patientWords)
  const hospital = useHospital()
  const [way, setWay] = useState<Way>('code')
  return (
    <Page
      brand={hospital?.name ?? say('page.brand')}
      title={say('track.title')}
      help={hospital && { name: say('page.desk'), phone: hospital.phone }}
      tools={<ReadingTools />}
    >
      {isBroken && <Notice tone="soon">{say('track.broken')}</Notice>}
      <Choice
        label={say('track.way')}
        options={WAYS.map(value => ({ value, label: say(`track.by-${value}`) }))}
        value={way}
        onChoose={setWay}
      />
      {way === 'code' ? <CodeForm onFound={onFound} /> : <NumberForm onFound={onFound} />}
      <LinkButton href="#/booking">{say('track.booking')}</LinkButton>
      <LinkButton href="#/">{say('track.guides')}</LinkButton>
      <LanguageSwitch />
    </Page>
  )
}

/** By the tracking code (查询码) and the last four digits of the phone. */
function CodeForm({ onFound }: { readonly onFound: (token: string) => void }) {
  const say = useWords(patientWords)
  const [code, setCode] = useState('')
  const [digits, setDigits] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(trackMatter, found => onFound(found.token))
  const lacksCode = code.trim() === ''
  const lacksDigits = !/^\d{4}$/.test(digits)
  const find = () => {
    setAsked(true)
    if (!lacksCode && !lacksDigits) void send({ body: { code: code.trim(), lastFour: digits } })
  }
  return (
    <FindForm isSending={isSending} problem={problem} onFind={find}>
      <Field
        label={say('track.code')}
        hint={say('track.code-hint')}
        value={code}
        onText={setCode}
        maxLength={20}
        refusal={isAsked && lacksCode ? say('track.needs-code') : problem?.at('code')}
      />
      <Field
        label={say('track.digits')}
        hint={say('track.digits-hint')}
        kind="number"
        value={digits}
        onText={setDigits}
        maxLength={4}
        refusal={isAsked && lacksDigits ? say('track.needs-digits') : problem?.at('lastFour')}
      />
    </FindForm>
  )
}
