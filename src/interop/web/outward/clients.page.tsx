import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { listClients, renewSecret, revokeClient } from '../../contract.ts'
import { OutwardDialog } from './outward-dialog.tsx'
import { ClientDialog } from './client.dialog.tsx'
import { Copied, ShownSecret } from './secret.dialog.tsx'
import { outwardWords } from './words.ts'
import './outward.css'

export const Route = createFileRoute('/_frame/interop/clients')({ component: ClientsPage })

export type Client = Answer<typeof listClients>['items'][number]
export type Secret = Answer<typeof renewSecret>
type Act = { readonly kind: 'add' } | { readonly kind: 'change' | 'secret' | 'revoke'; readonly client: Client }

/** Machine accounts of the FHIR façade (接口账号): who may come, for what, and as which channel. */
function ClientsPage() {
  const say = useWords(outwardWords)
  const may = useMay('interop:manage')
  const { answer, problem, again } = useAnswer(listClients, {}, { live: { subject: 'interop', id: null } })
  const [act, setAct] = useState<Act | null>(null)
  const [secret, setSecret] = useState<Secret | null>(null)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const close = () => setAct(null)
  const done = (shown?: Secret) => {
    again()
    close()
    if (shown) setSecret(shown)
  }
  return (
    <div className="io-page">
      <div className="io-page-head">
        <h1>{say('clients.title')}</h1>
        {may && (
          <Button type="primary" onClick={() => setAct({ kind: 'add' })}>
            {say('clients.add')}
          </Button>
        )}
      </div>
      <p className="d-hint">{say('clients.lead')}</p>
      <Copied label={say('clients.address')} value={answer.address} />
      {answer.items.length === 0 ? (
        <Empty>{say('clients.empty')}</Empty>
      ) : (
        <div className="io-scroll" tabIndex={0} role="group" aria-label={say('clients.title')}>
          <table className="io-table">
            <thead>
              <tr>
                {(['name', 'channel', 'scopes', 'state', 'used', 'acts'] as const).map(column => (
                  <th key={column} scope="col">
                    {say(`clients.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.items.map(client => (
                <Row key={client.id} client={client} may={may} onAct={kind => setAct({ kind, client })} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {act?.kind === 'add' && <ClientDialog client={null} onSecret={done} onDone={() => done()} onClose={close} />}
      {act?.kind === 'change' && (
        <ClientDialog client={act.client} onSecret={done} onDone={() => done()} onClose={close} />
      )}
      {act?.kind === 'secret' && <SecretDialog client={act.client} onDone={done} onClose={close} />}
      {act?.kind === 'revoke' && <RevokeDialog client={act.client} onDone={() => done()} onClose={close} />}
      {secret && <ShownSecret secret={secret} onClose={() => setSecret(null)} />}
    </div>
  )
}

interface RowProps {
  readonly client: Client
  readonly may: boolean
  readonly onAct: (kind: 'change' | 'secret' | 'revoke') => void
}

function Row({ client, may, onAct }: RowProps) {
  const say = useWords(outwardWords)
  const { name, channel, scopes, revokedAt, lastUsedAt } = client
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{say(`channel.${channel}`)}</td>
      <td>
        {scopes.length === 0 ? say('scope.none') : scopes.map(scope => <div key={scope}>{say(`scope.${scope}`)}</div>)}
      </td>
      <td data-tone={revokedAt ? undefined : 'done'}>
        {revokedAt ? say('clients.revoked', { time: sayWhen(revokedAt) }) : say('clients.good')}
      </td>
      <td className="figures">{lastUsedAt ? sayWhen(lastUsedAt) : say('clients.never')}</td>
      <td>
        {may && !revokedAt && (
          <span className="io-acts">
            {(['change', 'secret', 'revoke'] as const).map(kind => (
              <Button
                key={kind}
                size="small"
                aria-label={`${say(`clients.${kind}`)} ${name}`}
                onClick={() => onAct(kind)}
              >
                {say(`clients.${kind}`)}
              </Button>
            ))}
          </span>
        )}
      </td>
    </tr>
  )
}

interface DialogProps {
  readonly client: Client
  readonly onClose: () => void
}

function SecretDialog({ client, onDone, onClose }: DialogProps & { readonly onDone: (secret: Secret) => void }) {
  const say = useWords(outwardWords)
  const sender = useSend(renewSecret, onDone)
  return (
    <OutwardDialog
      title={say('clients.secret-title', { name: client.name })}
      act={say('clients.secret')}
      sender={sender}
      onAct={() => void sender.send({ params: { id: client.id } })}
      onClose={onClose}
    >
      <p>{say('clients.secret-then')}</p>
    </OutwardDialog>
  )
}

function RevokeDialog({ client, onDone, onClose }: DialogProps & { readonly onDone: () => void }) {
  const say = useWords(outwardWords)
  const sender = useSend(revokeClient, onDone)
  return (
    <OutwardDialog
      title={say('clients.revoke-title', { name: client.name })}
      act={say('clients.revoke')}
      isGrave
      sender={sender}
      onAct={() => void sender.send({ params: { id: client.id } })}
      onClose={onClose}
    >
      <p>{say('clients.revoke-then')}</p>
    </OutwardDialog>
  )
}
