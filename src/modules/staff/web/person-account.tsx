import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Field } from '#ui/desk/field.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { ShortcutLayer } from '#ui/desk/shortcuts.tsx'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { disableAccount, openAccount, renewCode } from '../contract.ts'
import { useStaffAct } from './act.ts'
import type { PersonView } from './person-detail.tsx'
import { ReasonDialog } from './reason.dialog.tsx'
import { StaffDialog } from './staff-dialog.tsx'
import { staffWords } from './words.ts'

type OneTime = Answer<typeof renewCode>

/** The account of a member of staff (账号), and what an administrator does with it. */
export function PersonAccount({ person }: { readonly person: PersonView }) {
  const say = useWords(staffWords)
  const may = useMay('account:write') && person.leftAt === null
  const [asked, setAsked] = useState<'open' | 'renew' | 'disable' | null>(null)
  const [code, setCode] = useState<OneTime | null>(null)
  const { account } = person
  const close = () => setAsked(null)
  const shown = (one: OneTime) => {
    close()
    setCode(one)
  }
  const renewing = useStaffAct(renewCode, shown)
  const disabling = useStaffAct(disableAccount, close)
  const facts = account && [
    say('people.login', { login: account.login }),
    account.disabled && say('people.disabled'),
    account.mustChangePassword && say('people.must-change'),
    account.hasPin && say('people.has-pin'),
  ]
  return (
    <>
      <h3>{say('people.account')}</h3>
      <p>{facts ? facts.filter(Boolean).join(' · ') : say('people.no-account')}</p>
      {may && (
        <div className="st-acts">
          {!account && <Button onClick={() => setAsked('open')}>{say('people.open-account')}</Button>}
          {account && <Button onClick={() => setAsked('renew')}>{say('people.renew')}</Button>}
          {account && !account.disabled && (
            <Button danger onClick={() => setAsked('disable')}>
              {say('people.disable')}
            </Button>
          )}
        </div>
      )}
      {asked === 'open' && <OpenDialog person={person} onClose={close} onCode={shown} />}
      {asked === 'renew' && (
        <ReasonDialog
          title={say('people.renew-title', { name: person.name })}
          sender={renewing}
          sendLabel={say('people.renew')}
          onSend={reason => void renewing.send({ params: { id: person.id }, body: { reason } })}
          onClose={close}
        />
      )}
      {asked === 'disable' && (
        <ReasonDialog
          title={say('people.disable-title', { name: person.name })}
          sender={disabling}
          sendLabel={say('people.disable')}
          isGrave
          onSend={reason => void disabling.send({ params: { id: person.id }, body: { reason } })}
          onClose={close}
        />
      )}
      {code && <CodeDialog code={code} onClose={() => setCode(null)} />}
    </>
  )
}

function OpenDialog({
  person,
  onClose,
  onCode,
}: {
  readonly person: PersonView
  readonly onClose: () => void
  readonly onCode: (code: OneTime) => void
}) {
  const say = useWords(staffWords)
  const [login, setLogin] = useState(person.staffNumber)
  const sender = useStaffAct(openAccount, onCode)
  return (
    <StaffDialog
      title={say('people.account-title', { name: person.name })}
      sender={sender}
      sendLabel={say('people.open-account')}
      onSend={() => void sender.send({ params: { id: person.id }, body: { login } })}
      onClose={onClose}
    >
      <Field label={say('people.login-label')} hint={say('people.login-hint')} refusal={sender.problem?.at('login')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={40}
            value={login}
            onChange={event => setLogin(event.target.value)}
          />
        )}
      </Field>
    </StaffDialog>
  )
}

/** Shown once: only its digest is kept. */
function CodeDialog({ code, onClose }: { readonly code: OneTime; readonly onClose: () => void }) {
  const say = useWords(staffWords)
  return (
    <Modal
      open
      title={say('people.code')}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {say('people.done')}
        </Button>
      }
    >
      <ShortcutLayer>
        <p>{say('people.code-login', { login: code.login })}</p>
        <p className="st-code figures">{code.code}</p>
        <p className="d-hint">{say('people.code-hint', { time: sayWhen(code.endsAt) })}</p>
      </ShortcutLayer>
    </Modal>
  )
}
