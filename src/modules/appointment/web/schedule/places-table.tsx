import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { Later } from '#ui/desk/later.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { changePlaces, readPlaces, readSchedule, readSlotLife } from '../../contract.ts'
import { KEPT, type Places, type Share, type SlotView } from './schedule.ts'
import { scheduleWords } from './words.ts'

const loadRelease = () => import('./release.dialog.tsx')
const EDITED = ['open', ...KEPT] as const
const MOST = 500

interface PlacesTableProps {
  readonly places: Places
  readonly mayChange: boolean
  /** The slot whose life is shown. */
  readonly slot: string | null
  readonly onSlot: (id: string | null) => void
}

const NONE = { capacity: 0, booked: 0, held: 0, stopped: 0 }
const shareOf = (slot: SlotView, quota: Share) => slot.shares.find(one => one.quota === quota) ?? NONE

/** The slots with their shares. Numbers are changed in place, with one reason for all of them; what is taken stays. */
export function PlacesTable({ places, mayChange, slot, onSlot }: PlacesTableProps) {
  const say = useWords(scheduleWords)
  const queries = useQueryClient()
  const [numbers, setNumbers] = useState<ReadonlyMap<string, string> | null>(null)
  const [reason, setReason] = useState('')
  const [released, setReleased] = useState<(typeof KEPT)[number] | null>(null)
  const refresh = () => {
    for (const { id } of [readPlaces, readSchedule, readSlotLife]) void queries.invalidateQueries({ queryKey: [id] })
  }
  const sender = useSend(changePlaces, () => {
    setNumbers(null)
    setReason('')
    refresh()
  })
  const { slots, session } = places
  const isOpen = (one: SlotView) => !one.stopped && Date.parse(one.startsAt) > houseNow()
  const used = (quota: Share) => slots.some(one => one.shares.some(share => share.quota === quota))
  const columns: readonly Share[] = [
    ...EDITED.filter(quota => quota === 'open' || numbers !== null || used(quota)),
    ...(used('extra') ? (['extra'] as const) : []),
  ]
  const changes = slots.flatMap(one =>
    EDITED.flatMap(quota => {
      const typed = numbers?.get(`${one.id} ${quota}`)
      const was = shareOf(one, quota).capacity
      const capacity = Number(typed)
      return typed === undefined || typed.trim() === '' || capacity === was
        ? []
        : [{ slotId: one.id, quota, was, capacity }]
    }),
  )
  const isReady =
    changes.length > 0 &&
    reason.trim() !== '' &&
    changes.every(one => Number.isInteger(one.capacity) && one.capacity >= 0 && one.capacity <= MOST)
  const free = (quota: Share) =>
    slots.filter(isOpen).reduce((sum, one) => {
      const share = shareOf(one, quota)
      return sum + share.capacity - share.booked - share.held - share.stopped
    }, 0)
  return (
    <>
      {/* Reachable by Tab, so that the arrow keys can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="sc-wide" tabIndex={0} role="group" aria-label={say('table.time')}>
        <table className="sc-places figures">
          <thead>
            <tr>
              <th scope="col">{say('table.time')}</th>
              {columns.map(quota => (
                <th key={quota} scope="col">
                  {say(`share.${quota}`)}
                </th>
              ))}
              {(['free', 'booked', 'held', 'used', 'expired', 'stopped'] as const).map(key => (
                <th key={key} scope="col">
                  {say(`sum.${key}`)}
                </th>
              ))}
              <th scope="col">{say('table.life')}</th>
            </tr>
          </thead>
          <tbody>
            {slots.map(one => (
              <tr key={one.id}>
                <th scope="row">{sayTime(one.startsAt)}</th>
                {columns.map(quota => {
                  const share = shareOf(one, quota)
                  const taken = share.booked + share.held
                  const name = `${one.id} ${quota}`
                  return (
                    <td key={quota}>
                      {numbers !== null && quota !== 'extra' && isOpen(one) ? (
                        <input
                          className="d-input"
                          type="number"
                          min={taken}
                          max={MOST}
                          aria-label={say('share.say', {
                            time: sayTime(one.startsAt),
                            share: say(`share.${quota}`),
                            taken,
                          })}
                          value={numbers.get(name) ?? String(share.capacity)}
                          onChange={event => setNumbers(new Map(numbers).set(name, event.target.value))}
                        />
                      ) : (
                        <>
                          {share.capacity}
                          {taken > 0 && <span className="d-hint"> {say('share.taken', { taken })}</span>}
                        </>
                      )}
                    </td>
                  )
                })}
                {(['free', 'booked', 'held', 'used', 'expired', 'stopped'] as const).map(key => (
                  <td key={key}>{one.sum[key]}</td>
                ))}
                <td>
                  <Button
                    size="small"
                    type="text"
                    aria-pressed={slot === one.id}
                    onClick={() => onSlot(slot === one.id ? null : one.id)}
                  >
                    {say('table.life')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {numbers !== null && (
        <div className="d-form">
          <Field label={say('change.reason')} hint={say('change.hint')} refusal={sender.problem?.at('reason')}>
            {control => (
              <input
                {...control}
                className="d-input"
                maxLength={200}
                value={reason}
                onChange={event => setReason(event.target.value)}
              />
            )}
          </Field>
          <Refused problem={sender.problem} />
          <div className="sc-head">
            <Button
              type="primary"
              disabled={!isReady}
              loading={sender.isSending}
              onClick={() => void sender.send({ params: { id: session.id }, body: { reason, changes } })}
            >
              {say('change.save', { count: changes.length })}
            </Button>
            <Button onClick={() => setNumbers(null)}>{say('change.cancel')}</Button>
          </div>
        </div>
      )}
      {numbers === null && mayChange && slots.some(isOpen) && (
        <div className="sc-head">
          <Button onClick={() => setNumbers(new Map())}>{say('change.start')}</Button>
          {KEPT.filter(quota => free(quota) > 0).map(quota => (
            <Button key={quota} onClick={() => setReleased(quota)}>
              {say('release.go', { share: say(`share.${quota}`), places: free(quota) })}
            </Button>
          ))}
        </div>
      )}
      {released !== null && (
        <Later load={loadRelease}>
          {({ ReleaseDialog }) => (
            <ReleaseDialog
              session={session.id}
              quota={released}
              places={free(released)}
              onDone={refresh}
              onClose={() => setReleased(null)}
            />
          )}
        </Later>
      )}
    </>
  )
}
