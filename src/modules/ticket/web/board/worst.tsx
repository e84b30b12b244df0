import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { sayMinutes } from '../console/duration.ts'
import { isOpenPart, type Row } from '../ticket.ts'
import { ticketWords } from '../words.ts'

interface WorstProps {
  readonly rows: readonly Row[]
  readonly unitName: (id: string) => string | undefined
}
const SHOWN = 5

/** The departments with the most overdue matters, the worst first, in words: 放射科 3 件超时，最长 52 分钟. */
export function Worst({ rows, unitName }: WorstProps) {
  const say = useWords(ticketWords)
  const now = houseNow()
  const found = new Map<string, { count: number; longest: number }>()
  for (const row of rows) {
    const late = row.nextClock ? Math.floor((now - Date.parse(row.nextClock.dueAt)) / 60_000) : 0
    for (const id of new Set(row.assignees.filter(isOpenPart).map(one => one.unit.id))) {
      const { count = 0, longest = 0 } = found.get(id) ?? {}
      found.set(id, { count: count + 1, longest: Math.max(longest, late) })
    }
  }
  const worst = [...found].toSorted(([, a], [, b]) => b.count - a.count || b.longest - a.longest).slice(0, SHOWN)
  return (
    <ul className="tk-worst">
      {worst.map(([id, { count, longest }]) => (
        <li key={id}>{say('board.worst', { unit: unitName(id) ?? '', count, time: sayMinutes(longest, say) })}</li>
      ))}
    </ul>
  )
}
