import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Keypad } from '#ui/touch/kiosk/keypad.tsx'
import { useReader } from '#ui/touch/kiosk/use-reader.ts'
import { Notice } from '#ui/touch/notice.tsx'
import { useLatest } from '#ui/use-latest.ts'
import { useSend } from '#ui/use-send.ts'
import { beginKioskVisit, registerAtKiosk } from '../../contract.ts'
import { Screen, Why } from './screen.tsx'
import type { StepProps, Way } from './steps.ts'
import { visitWords } from './words.ts'

const WAYS = ['document', 'card', 'booking'] as const
const TAIL = 4
const LONGEST = 24

/** Who stands here (本人核对): a number typed, or read by a card reader that types it and ends with Enter. */
export function Who({ step, kiosk, go, leave, over }: StepProps<'who'>) {
  const say = useWords(visitWords)
  const { errand, way } = step
  const [number, setNumber] = useState('')
  const [tail, setTail] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [isTail, setIsTail] = useState(false)
  const sender = useSend(beginKioskVisit, visit => go({ at: 'you', errand, visit }))
  const begin = async () => {
    setAsked(true)
    const typed = number.trim()
    if (typed.length < TAIL) return
    if (way === 'booking' && !/^\d{4}$/.test(tail)) return setIsTail(true)
    await sender.send({ body: way === 'booking' ? { way, number: typed, phoneTail: tail } : { way, number: typed } })
  }
  const { problem } = sender
  const isUnknown = problem?.code === 'kiosk-person-unknown' && way === 'document'
  const unknown = useLatest(() => go({ at: 'unknown', errand, number }))
  useEffect(() => {
    if (isUnknown) unknown.current?.()
  }, [isUnknown, unknown])
  useReader(true, card => go({ at: 'card', errand, number: card }))
  const ways = (next: Way) => go({ at: 'who', errand, way: next })
  const isAtField = problem?.code === 'document-old' || problem?.code === 'document-invalid'
  return (
    <Screen
      kiosk={kiosk}
      title={say('who.title')}
      onBack={() => leave('left')}
      onLeave={null}
      acts={
        <Button kind="main" onPress={begin} isBusy={sender.isSending}>
          {say('next')}
        </Button>
      }
    >
      <div className="k-choices" role="group" aria-label={say('who.way')}>
        {WAYS.map(one => (
          <Button key={one} isPressed={one === way} onPress={() => ways(one)}>
            {say(`way.${one}`)}
          </Button>
        ))}
      </div>
      <div className="k-entry">
        <Entry onEnter={begin}>
          <div onFocus={() => setIsTail(false)}>
            <Field
              label={say(`${way}.label`)}
              hint={say(`${way}.hint`)}
              value={number}
              onText={setNumber}
              maxLength={LONGEST}
              refusal={
                isAsked && number.trim().length < TAIL ? say('number.wrong') : isAtField ? problem.title : undefined
              }
            />
          </div>
          {way === 'booking' && (
            <div onFocus={() => setIsTail(true)}>
              <Field
                label={say('tail.label')}
                value={tail}
                kind="number"
                onText={setTail}
                maxLength={TAIL}
                refusal={isAsked && !/^\d{4}$/.test(tail) ? say('tail.wrong') : undefined}
              />
            </div>
          )}
        </Entry>
        <Keypad
          value={isTail ? tail : number}
          onValue={isTail ? setTail : setNumber}
          maxLength={isTail ? TAIL : LONGEST}
          letters={way === 'document' ? ['X'] : []}
        />
      </div>
      {!isAtField && <Why problem={problem} onAgain={begin} onOver={over} />}
    </Screen>
  )
}

/** Fields of a kiosk: the browser keeps nothing of them, and Enter (of a reader, too) goes on. */
function Entry({ onEnter, children }: { readonly onEnter: () => unknown; readonly children: ReactNode }) {
  const enter = useLatest(onEnter)
  return (
    <form
      className="k-form"
      autoComplete="off"
      noValidate
      onSubmit={event => event.preventDefault()}
      onKeyDown={event => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        // What was typed just before is drawn first: a reader is quicker than a screen.
        setTimeout(() => enter.current?.())
      }}
    >
      {children}
    </form>
  )
}

/** Nobody is known by this number: register here, or type it again. */
export function Unknown({ step, kiosk, go, leave }: StepProps<'unknown'>) {
  const say = useWords(visitWords)
  const { errand, number } = step
  return (
    <Screen
      kiosk={kiosk}
      title={say('unknown.title')}
      onBack={() => go({ at: 'who', errand, way: 'document' })}
      onLeave={() => leave('left')}
      acts={
        <>
          <Button onPress={() => go({ at: 'who', errand, way: 'document' })}>{say('unknown.again')}</Button>
          <Button kind="main" onPress={() => go({ at: 'register', errand, number })}>
            {say('unknown.register')}
          </Button>
        </>
      }
    >
      <Notice tone="soon">{say('unknown.hint')}</Notice>
    </Screen>
  )
}

/** Somebody new (自助建档): what the house needs to know them again and to reach them. */
export function Register({ step, kiosk, go, leave, over }: StepProps<'register'>) {
  const say = useWords(visitWords)
  const { errand, number } = step
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [isAsked, setAsked] = useState(false)
  const sender = useSend(registerAtKiosk, visit => go({ at: 'you', errand, visit }))
  const register = async () => {
    setAsked(true)
    if (name.trim() && phone.trim().length >= TAIL) await sender.send({ body: { number, name, phone } })
  }
  const { problem } = sender
  const needs = (value: string) => (isAsked && !value.trim() ? say('register.needs') : undefined)
  return (
    <Screen
      kiosk={kiosk}
      title={say('register.title')}
      onBack={() => go({ at: 'who', errand, way: 'document' })}
      onLeave={() => leave('left')}
      acts={
        <Button kind="main" onPress={register} isBusy={sender.isSending}>
          {say('register.go')}
        </Button>
      }
    >
      <div className="k-entry">
        <Entry onEnter={register}>
          <Field
            label={say('register.name')}
            value={name}
            onText={setName}
            maxLength={60}
            refusal={needs(name) ?? (problem?.code === 'name-unreadable' ? problem.title : undefined)}
          />
          <Field
            label={say('register.phone')}
            kind="tel"
            value={phone}
            onText={setPhone}
            maxLength={LONGEST}
            refusal={
              needs(phone) ??
              (isAsked && phone.trim().length < TAIL ? say('register.short') : undefined) ??
              (problem?.code === 'phone-unreadable' ? problem.title : undefined)
            }
          />
        </Entry>
        <Keypad value={phone} onValue={setPhone} maxLength={LONGEST} />
      </div>
      {problem?.code !== 'name-unreadable' && problem?.code !== 'phone-unreadable' && (
        <Why problem={problem} onAgain={register} onOver={over} />
      )}
    </Screen>
  )
}

/** 是您吗: the masked name alone, before anything of the person is shown. */
export function You({ step, kiosk, go, leave }: StepProps<'you'>) {
  const say = useWords(visitWords)
  const { errand, visit } = step
  return (
    <Screen
      kiosk={kiosk}
      title={say('you.title')}
      onLeave={null}
      acts={
        <>
          <Button onPress={() => leave('left')}>{say('you.no')}</Button>
          <Button
            kind="main"
            onPress={() => go(errand === 'arrive' ? { at: 'mine', visit } : { at: 'unit', errand, visit })}
          >
            {say('you.yes')}
          </Button>
        </>
      }
    >
      <p className="k-ask">{say('you.ask', { name: visit.nameMasked })}</p>
      {visit.isMinor && <Notice tone="soon">{say('you.minor')}</Notice>}
    </Screen>
  )
}
