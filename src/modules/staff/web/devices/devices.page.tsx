import { createFileRoute } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { listDevices, renewDeviceCode, revokeDevice } from '../../contract.ts'
import { ReasonDialog } from '../reason.dialog.tsx'
import { StaffDialog } from '../staff-dialog.tsx'
import { DeviceDialog } from './device.dialog.tsx'
import { deviceWords } from './words.ts'
import '../staff.css'

export const Route = createFileRoute('/_frame/devices')({ component: DevicesPage })

export type Device = Answer<typeof listDevices>['devices'][number]
export type Code = Answer<typeof renewDeviceCode>
type Act = { readonly kind: 'add' } | { readonly kind: 'change' | 'code' | 'revoke'; readonly device: Device }

/** A machine falls silent by the clock, which no event tells. */
const AGAIN_MS = 30_000
const TONES = { waiting: 'soon', 'code-over': 'soon', 'in-use': 'done', silent: 'late', revoked: undefined } as const

/** The self-service machines (自助设备): where they stand, whether they answer, and their pairing. */
function DevicesPage() {
  const say = useWords(deviceWords)
  const may = useMay('device:write')
  const queries = useQueryClient()
  const { answer, problem, again } = useAnswer(listDevices, {})
  const [act, setAct] = useState<Act | null>(null)
  const [code, setCode] = useState<Code | null>(null)
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), AGAIN_MS)
    return () => clearInterval(timer)
  })
  const close = () => setAct(null)
  const done = (shown?: Code) => {
    void queries.invalidateQueries({ queryKey: [listDevices.id] })
    close()
    if (shown) setCode(shown)
  }
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <div className="st-page">
      <div className="st-head">
        <h1>{say('title')}</h1>
        {may && (
          <Button type="primary" onClick={() => setAct({ kind: 'add' })}>
            {say('add')}
          </Button>
        )}
      </div>
      <p className="d-hint">{say('lead', { minutes: answer.silentMinutes })}</p>
      {answer.devices.length === 0 ? (
        <Empty>{say('empty')}</Empty>
      ) : (
        <div className="st-scroll" tabIndex={0} role="group" aria-label={say('title')}>
          <table className="st-table">
            <thead>
              <tr>
                {(['name', 'place', 'units', 'state', 'seen', 'acts'] as const).map(column => (
                  <th key={column} scope="col">
                    {say(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.devices.map(one => (
                <Row key={one.id} one={one} mayChange={may} onAct={kind => setAct({ kind, device: one })} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {act?.kind === 'add' && <DeviceDialog device={null} onDone={done} onClose={close} />}
      {act?.kind === 'change' && <DeviceDialog device={act.device} onDone={() => done()} onClose={close} />}
      {act?.kind === 'code' && <CodeDialog device={act.device} onDone={done} onClose={close} />}
      {act?.kind === 'revoke' && <RevokeDialog device={act.device} onDone={() => done()} onClose={close} />}
      {code && <ShownCode code={code} onClose={() => setCode(null)} />}
    </div>
  )
}

interface RowProps {
  readonly one: Device
  readonly mayChange: boolean
  readonly onAct: (kind: 'change' | 'code' | 'revoke') => void
}

function Row({ one, mayChange, onAct }: RowProps) {
  const say = useWords(deviceWords)
  return (
    <tr>
      <th scope="row">{one.name}</th>
      <td>
        {one.place}
        <br />
        <span className="d-hint">{one.zone}</span>
      </td>
      <td>{one.unitIds.length === 0 ? say('units.all') : say('units.some', { count: one.unitIds.length })}</td>
      <td data-tone={TONES[one.state]}>{say(`state.${one.state}`)}</td>
      <td className="figures">{one.seenAt ? sayWhen(one.seenAt) : '—'}</td>
      <td>
        {mayChange && (
          <span className="st-acts">
            {(one.state === 'revoked' ? (['code'] as const) : (['change', 'code', 'revoke'] as const)).map(kind => (
              <Button key={kind} size="small" aria-label={`${say(kind)} ${one.name}`} onClick={() => onAct(kind)}>
                {say(kind)}
              </Button>
            ))}
          </span>
        )}
      </td>
    </tr>
  )
}

interface DialogProps {
  readonly device: Device
  readonly onDone: (code: Code) => void
  readonly onClose: () => void
}

function CodeDialog({ device, onDone, onClose }: DialogProps) {
  const say = useWords(deviceWords)
  const sender = useSend(renewDeviceCode, onDone)
  return (
    <StaffDialog
      title={say('code.title', { name: device.name })}
      sender={sender}
      sendLabel={say('code.go')}
      onSend={() => void sender.send({ params: { id: device.id } })}
      onClose={onClose}
    >
      <p>{say('code.then')}</p>
    </StaffDialog>
  )
}

function RevokeDialog({ device, onDone, onClose }: Omit<DialogProps, 'onDone'> & { readonly onDone: () => void }) {
  const say = useWords(deviceWords)
  const sender = useSend(revokeDevice, onDone)
  return (
    <ReasonDialog
      title={say('revoke.title', { name: device.name })}
      after={say('revoke.then')}
      sender={sender}
      sendLabel={say('revoke')}
      isGrave
      onSend={reason => void sender.send({ params: { id: device.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}

/** Shown once, as large as one reads it from across the hall. */
function ShownCode({ code, onClose }: { readonly code: Code; readonly onClose: () => void }) {
  const say = useWords(deviceWords)
  return (
    <Modal
      open
      title={say('shown.title', { name: code.name })}
      width={480}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {say('shown.done')}
        </Button>
      }
    >
      <p>{say('shown.lead', { address: `${location.origin}/k` })}</p>
      <p className="st-code figures">{code.code}</p>
      <p className="d-hint">{say('shown.hint', { time: sayWhen(code.until) })}</p>
    </Modal>
  )
}
