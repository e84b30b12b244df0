import { Button } from 'antd'
import { useState } from 'react'
import { bringSoon, Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { useWords } from '#ui/language.ts'
import type { Row } from '../ticket.ts'
import { ticketWords } from '../words.ts'

const loadDialog = () => import('./bulk.dialog.tsx')
const ACTS = ['dispatch', 'urge', 'hand-over', 'force-hand-over', 'cancel'] as const
export type BulkAct = (typeof ACTS)[number]

interface BulkBarProps {
  readonly chosen: readonly Row[]
  readonly onClear: () => void
  readonly onDone: (ids: readonly string[]) => void
}

/** What may be done with the chosen matters together (批量办理). */
export function BulkBar({ chosen, onClear, onDone }: BulkBarProps) {
  const say = useWords(ticketWords)
  const manages = useMay('ticket:manage')
  const [act, setAct] = useState<BulkAct | null>(null)
  if (chosen.length === 0 && act === null) return null
  return (
    <div className="tk-bulk" role="group" aria-label={say('bulk.label')} onPointerEnter={() => bringSoon(loadDialog)}>
      <strong>{say('bulk.chosen', { count: chosen.length })}</strong>
      {ACTS.filter(one => manages || one !== 'force-hand-over').map(one => (
        <Button key={one} danger={one === 'cancel'} onClick={() => setAct(one)}>
          {say(`bulk.${one}`)}
        </Button>
      ))}
      <Button type="text" onClick={onClear}>
        {say('bulk.clear')}
      </Button>
      {act && (
        <Later load={loadDialog}>
          {({ BulkDialog }) => <BulkDialog act={act} matters={chosen} onClose={() => setAct(null)} onDone={onDone} />}
        </Later>
      )}
    </div>
  )
}
