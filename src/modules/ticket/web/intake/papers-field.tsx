import { Button, Popover } from 'antd'
import { useState } from 'react'
import { FieldGroup } from '#ui/desk/field.tsx'
import { Qr } from '#ui/qr.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { givePaperList } from '../../contract.ts'
import { Ticks } from '../act/choose.tsx'
import { QuickText } from '../act/quick-text.tsx'
import { PaperList, usePaperText } from '../paper/paper-list.tsx'
import { PrintSheet } from '#ui/desk/print-sheet.tsx'
import type { Item } from '../ticket.ts'
import { type Draft, type PaperCase, type PaperState, papersOf } from './draft.ts'
import { intakeWords } from './words.ts'

interface PapersFieldProps {
  readonly item: Item
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
  readonly isLacking: boolean
  readonly refusal: string | undefined
}

const CASES = ['insured', 'remote', 'agent', 'minor', 'deceased', 'authority'] as const satisfies readonly PaperCase[]

/**
 * The papers of the item by case (材料预审, TKT-02). What is not ticked is missing: it stands on the one-time list, and keeps the
 * matter from being dispatched unless a reason is given.
 */
export function PapersField({ item, draft, onChange, isLacking, refusal }: PapersFieldProps) {
  const say = useWords(intakeWords)
  const papers = papersOf(item, draft)
  const missing = papers.filter(paper => paper.state === 'missing').map(paper => paper.name)
  const cases = CASES.filter(one => item.papers.some(paper => paper.case === one))
  const set = (name: string, state: PaperState) => onChange({ papers: { ...draft.papers, [name]: state } })
  if (item.papers.length === 0) return null
  return (
    <>
      {cases.length > 0 && (
        <Ticks
          label={say('papers.case')}
          options={cases.map(key => ({ key, label: say(`case.${key}`) }))}
          ticked={draft.cases.filter(one => one !== 'always')}
          onTick={ticked => onChange({ cases: ticked })}
          isOptional
        />
      )}
      <FieldGroup label={say('papers')}>
        <ul className="tk-paper-ticks">
          {papers.map(({ name, state, copies }) => (
            <li key={name} data-state={state}>
              <label className="tk-tick">
                <input
                  type="checkbox"
                  checked={state === 'present'}
                  onChange={event => set(name, event.target.checked ? 'present' : 'missing')}
                />{' '}
                {name}
                {copies > 1 && <span className="d-tag">{say('papers.copies', { copies })}</span>}
              </label>
              <label className="tk-tick d-hint">
                <input
                  type="checkbox"
                  checked={state === 'not-needed'}
                  onChange={event => set(name, event.target.checked ? 'not-needed' : 'missing')}
                />{' '}
                {say('papers.not-needed')}
              </label>
            </li>
          ))}
        </ul>
        <div className="d-beside">
          <Button
            size="small"
            disabled={missing.length === 0}
            onClick={() =>
              onChange({
                papers: { ...draft.papers, ...Object.fromEntries(missing.map(name => [name, 'present' as const])) },
              })
            }
          >
            {say('papers.all')}
          </Button>
          {missing.length > 0 && <TakeHome item={item} draft={draft} missing={missing} />}
        </div>
      </FieldGroup>
      {missing.length > 0 && (
        <QuickText
          label={say('papers.reason')}
          value={draft.papersReason}
          onText={papersReason => onChange({ papersReason })}
          quick={[say('papers.1'), say('papers.2')]}
          rows={1}
          refusal={refusal ?? (isLacking ? say('papers.needed') : undefined)}
        />
      )}
    </>
  )
}

/** The one-time list on paper or on the patient's phone: exactly what is not ticked. */
interface TakeHomeProps {
  readonly item: Item
  readonly draft: Draft
  readonly missing: readonly string[]
}

function TakeHome({ item, draft, missing }: TakeHomeProps) {
  const say = useWords(intakeWords)
  const [isPrinting, setPrinting] = useState(false)
  const text = usePaperText({ item: item.name, missing })
  const giver = useSend(givePaperList)
  const give = (way: 'sent' | 'printed') =>
    giver.send({
      body: {
        item: item.code,
        patientId: draft.patient?.id ?? null,
        phone: draft.phone.trim() || null,
        papers: papersOf(item, draft).map(({ name, state }) => ({ name, state })),
        way,
      },
    })
  const list = missing.join('\n')
  const [sent, setSent] = useState<string | null>(null)
  return (
    <>
      <span className="d-tag" data-tone="soon">
        {say('papers.missing', { count: missing.length })}
      </span>
      <Button
        size="small"
        onClick={() => {
          setPrinting(true)
          void give('printed')
        }}
      >
        {say('papers.print')}
      </Button>
      <Button
        size="small"
        loading={giver.isSending}
        disabled={sent === list}
        onClick={() => void give('sent').then(answer => answer && setSent(list))}
      >
        {say(sent === list ? 'papers.sent' : 'papers.send')}
      </Button>
      <Popover trigger="click" content={<Qr text={text} label={say('papers.qr')} />}>
        <Button size="small">{say('papers.qr')}</Button>
      </Popover>
      <Refused problem={giver.problem} />
      {isPrinting && (
        <PrintSheet kind="slip" onPrinted={() => setPrinting(false)}>
          <PaperList item={item.name} missing={missing} />
        </PrintSheet>
      )}
    </>
  )
}
