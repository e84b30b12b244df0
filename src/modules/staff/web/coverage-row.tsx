import { Button } from 'antd'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { dayAt, instantOf } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { endDuty, type readCoverage, setDuty } from '../contract.ts'
import { useStaffAct } from './act.ts'
import { staffWords } from './words.ts'

type Row = Answer<typeof readCoverage>['departments'][number]
type Standing = NonNullable<Row['liaison']>

/** What a row asks for: somebody for a post, or the absence of somebody. */
export type CoverageAct =
  | { readonly kind: 'appoint'; readonly unit: Row['unit']; readonly post: 'liaison' | 'deputy-liaison' }
  | { readonly kind: 'absent'; readonly person: Standing['person'] }

const TONES = {
  vacant: 'late',
  nobody: 'late',
  unattended: 'late',
  deputy: 'soon',
  'duty-office': 'plain',
  covered: 'done',
} as const

/** One department: its state in words, who is named for it, who receives now, and the act that mends it. */
export function CoverageRow({
  row,
  isWorst,
  onFocus,
  onAct,
}: {
  readonly row: Row
  /** Its act is the main one of the page. */
  readonly isWorst: boolean
  readonly onFocus: () => void
  readonly onAct: (act: CoverageAct) => void
}) {
  const say = useWords(staffWords)
  const may = useMay('staff:write')
  const back = useStaffAct(endDuty)
  const here = useStaffAct(setDuty)
  const absent = row.liaison?.absence ?? null
  const end = () => {
    if (row.liaison && absent) void back.send({ params: { id: row.liaison.person.id, dutyId: absent.id } })
  }
  const isMissing = row.state === 'nobody' && !absent
  /** On duty from now to the end of the day: at night the duty office stands before them anyway. */
  const today = () => {
    const now = houseNow()
    const to = new Date(instantOf(dayAt(now), '23:59') ?? now).toISOString()
    const body = { kind: 'on-duty', from: new Date(now).toISOString(), to, reason: null } as const
    if (row.liaison) void here.send({ params: { id: row.liaison.person.id }, body })
  }
  return (
    <tr id={`department-${row.unit.id}`} tabIndex={-1} onFocus={onFocus} data-gap={row.gap}>
      <th scope="row">{row.unit.name}</th>
      <td data-tone={TONES[row.state]}>{say(`state.${row.state}`)}</td>
      <td>
        <Named standing={row.liaison} />
      </td>
      <td>
        <Named standing={row.deputy} tone="soon" />
      </td>
      <td>
        {row.receiver.person.name}
        <span className="d-hint"> {say(`post.${row.receiver.as}`)}</span>
      </td>
      <td>
        <div className="st-acts">
          {may && !row.liaison && (
            <Button
              size="small"
              type={isWorst ? 'primary' : 'default'}
              onClick={() => onAct({ kind: 'appoint', unit: row.unit, post: 'liaison' })}
            >
              {say('act.appoint-liaison')}
            </Button>
          )}
          {may && row.liaison && absent && (
            <Button size="small" loading={back.isSending} onClick={end}>
              {say('act.back-of', { name: row.liaison.person.name })}
            </Button>
          )}
          {may && row.liaison && isMissing && (
            <Button size="small" loading={here.isSending} onClick={today}>
              {say('act.here-of', { name: row.liaison.person.name })}
            </Button>
          )}
          {may && row.liaison?.onDuty && (
            <Button
              size="small"
              type="link"
              onClick={() => row.liaison && onAct({ kind: 'absent', person: row.liaison.person })}
              aria-label={say('act.absent-of', { name: row.liaison.person.name })}
            >
              {say('act.absent')}
            </Button>
          )}
          {may && !row.deputy && (
            <Button
              size="small"
              type="link"
              onClick={() => onAct({ kind: 'appoint', unit: row.unit, post: 'deputy-liaison' })}
            >
              {say('act.appoint-deputy')}
            </Button>
          )}
        </div>
        <Refused problem={back.problem ?? here.problem} />
      </td>
    </tr>
  )
}

function Named({ standing, tone = 'late' }: { readonly standing: Row['liaison']; readonly tone?: 'late' | 'soon' }) {
  const say = useWords(staffWords)
  if (!standing) return <span data-tone={tone}>{say('coverage.vacant')}</span>
  return (
    <>
      {standing.person.name}{' '}
      <span className="d-hint">
        {standing.absence
          ? `${say(`absence.${standing.absence.reason ?? 'other'}`)} · ${say('coverage.away-until', { time: sayWhen(standing.absence.to) })}`
          : say(standing.onDuty ? 'on-duty' : 'off-duty')}
      </span>
    </>
  )
}
