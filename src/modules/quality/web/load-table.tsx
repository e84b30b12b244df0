import { Empty } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import type { Overview, Pressed } from './figure.ts'
import { qualityWords, sayMinutes } from './words.ts'

const LATE = new Set(['load-response-late', 'load-late'])
/** From so many on a cell is as dark as it gets. */
const DARKEST = 8

/** Departments by clock (部门 × 时限): a table whose cells are tinted by how many, the worst first. */
export function LoadTable({
  load,
  onPress,
}: {
  readonly load: Overview['load']
  readonly onPress: (pressed: Pressed) => void
}) {
  const say = useWords(qualityWords)
  if (load.rows.length === 0) return <Empty>{say('overview.no-load')}</Empty>
  return (
    <div className="qy-scroll">
      <table className="qy-table qy-heat">
        <caption className="said-only">{say('overview.load')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('load.unit')}</th>
            {load.columns.map(column => (
              <th key={column.figure} scope="col" title={column.formula}>
                {column.name}
              </th>
            ))}
            <th scope="col">{say('load.longest')}</th>
          </tr>
        </thead>
        <tbody>
          {load.rows.map(row => (
            <tr key={row.unit.id}>
              <th scope="row">{row.unit.name}</th>
              {row.cells.map((count, index) => {
                const column = load.columns[index]
                if (column === undefined) return null
                return (
                  <td
                    key={column.figure}
                    data-tone={
                      count === 0
                        ? 'none'
                        : LATE.has(column.figure)
                          ? 'late'
                          : column.figure === 'load-soon'
                            ? 'soon'
                            : 'plain'
                    }
                    data-heat={Math.ceil((Math.min(count, DARKEST) / DARKEST) * 4)}
                  >
                    {count === 0 ? (
                      <span className="figures">0</span>
                    ) : (
                      <button
                        type="button"
                        className="figures"
                        aria-label={say('open-rows', { name: `${row.unit.name} ${column.name}`, value: count })}
                        onClick={() => onPress({ figure: column.figure, by: 'unit', is: row.unit.id })}
                      >
                        {count}
                      </button>
                    )}
                  </td>
                )
              })}
              <td className="figures">{row.longest > 0 ? sayMinutes(row.longest, say) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
