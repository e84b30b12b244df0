import { useState } from 'react'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { changeClient, ClientChannel, ClientScope, makeClient } from '../../contract.ts'
import { OutwardDialog } from './outward-dialog.tsx'
import type { Client, Secret } from './clients.page.tsx'
import { outwardWords } from './words.ts'

interface ClientDialogProps {
  /** Null makes a new one. */
  readonly client: Client | null
  readonly onSecret: (secret: Secret) => void
  readonly onDone: () => void
  readonly onClose: () => void
}

/** What an account is called, may, and counts as. */
export function ClientDialog({ client, onSecret, onDone, onClose }: ClientDialogProps) {
  const say = useWords(outwardWords)
  const [name, setName] = useState(client?.name ?? '')
  const [channel, setChannel] = useState<Client['channel']>(client?.channel ?? 'platform')
  const [scopes, setScopes] = useState<Client['scopes']>(client?.scopes ?? ['book'])
  const [isAsked, setAsked] = useState(false)
  const making = useSend(makeClient, onSecret)
  const changing = useSend(changeClient, onDone)
  const sender = client === null ? making : changing
  const save = () => {
    setAsked(true)
    const body = { name: name.trim(), channel, scopes: [...scopes] }
    if (body.name === '') return
    if (client === null) void making.send({ body })
    else void changing.send({ params: { id: client.id }, body: { ...body, version: client.version } })
  }
  return (
    <OutwardDialog
      title={client === null ? say('clients.add-title') : say('clients.change-title', { name: client.name })}
      act={say('clients.save')}
      sender={sender}
      onAct={save}
      onClose={onClose}
    >
      <Field
        label={say('clients.name')}
        hint={say('clients.name-hint')}
        refusal={isAsked && name.trim() === '' ? say('required') : sender.problem?.at('name')}
      >
        {control => (
          <input
            {...control}
            className="d-input"
            value={name}
            maxLength={60}
            autoComplete="off"
            onChange={event => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={say('clients.channel')} hint={say('clients.channel-hint')}>
        {control => (
          <select
            {...control}
            className="d-input"
            value={channel}
            onChange={event => setChannel(event.target.value as Client['channel'])}
          >
            {ClientChannel.options.map(one => (
              <option key={one} value={one}>
                {say(`channel.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <FieldGroup label={say('clients.scopes')}>
        {ClientScope.options.map(scope => (
          <label key={scope} className="d-switch">
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={event =>
                setScopes(event.target.checked ? [...scopes, scope] : scopes.filter(other => other !== scope))
              }
            />{' '}
            <span>
              {say(`scope.${scope}`)}
              <br />
              <span className="d-hint">{say(`scope.${scope}-hint`)}</span>
            </span>
          </label>
        ))}
      </FieldGroup>
    </OutwardDialog>
  )
}
