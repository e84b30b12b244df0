import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '#ui/language.ts'
import { itemWords } from './words.ts'

interface RowsProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly nameOf: (row: Row, n: number) => string
  readonly keyOf: (row: Row, n: number) => string
  readonly onRows: (rows: readonly Row[]) => void
  readonly add: string
  readonly fresh: () => Row
  readonly least?: number
  readonly children: (row: Row, change: (part: Partial<Row>) => void, n: number) => ReactNode
}

/** A list that is edited row by row: moved up and down, taken away, added to. */
export function Rows<Row extends object>(props: RowsProps<Row>) {
  const { label, rows, nameOf, keyOf, onRows, add, fresh, least = 0, children } = props
  const say = useWords(itemWords)
  const swap = (n: number, by: number) => {
    const next = [...rows]
    const [row] = next.splice(n, 1)
    if (row) next.splice(n + by, 0, row)
    onRows(next)
  }
  return (
    <fieldset className="tk-rows">
      <legend>{label}</legend>
      <ol>
        {rows.map((row, n) => (
          <li key={keyOf(row, n)}>
            <div className="tk-row">
              {children(row, part => onRows(rows.map((one, at) => (at === n ? { ...one, ...part } : one))), n)}
            </div>
            <div className="tk-row-acts">
              <Button
                size="small"
                type="text"
                disabled={n === 0}
                aria-label={say('form.up', { name: nameOf(row, n) })}
                onClick={() => swap(n, -1)}
              >
                ↑
              </Button>
              <Button
                size="small"
                type="text"
                disabled={n === rows.length - 1}
                aria-label={say('form.down', { name: nameOf(row, n) })}
                onClick={() => swap(n, 1)}
              >
                ↓
              </Button>
              <Button
                size="small"
                type="text"
                disabled={rows.length <= least}
                aria-label={say('form.remove', { name: nameOf(row, n) })}
                onClick={() => onRows(rows.filter((_, at) => at !== n))}
              >
                ×
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <Button size="small" onClick={() => onRows([...rows, fresh()])}>
        {add}
      </Button>
    </fieldset>
  )
}
