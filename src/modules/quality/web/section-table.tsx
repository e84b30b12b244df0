import { useWords } from '#ui/language.ts'
import type { Cell, Head, Pressed, Section } from './figure.ts'
import { qualityWords } from './words.ts'

interface SectionTableProps {
  readonly section: Section
  /** Without it the numbers are only read. */
  readonly onPress?: (pressed: Pressed) => void
}

/** One table of a report (报告分节): figures with how they are counted, or one line for each part. */
export function SectionTable({ section, onPress }: SectionTableProps) {
  const say = useWords(qualityWords)
  const { by } = section
  if (by === null) {
    const cells = section.rows[0]?.cells ?? []
    return (
      <section>
        <h2>{section.title}</h2>
        <div className="qy-scroll">
          <table className="qy-table">
            <thead>
              <tr>
                <th scope="col">{say('report.figure')}</th>
                <th scope="col">{say('report.value')}</th>
                <th scope="col">{say('report.formula')}</th>
              </tr>
            </thead>
            <tbody>
              {section.columns.map((head, index) => (
                <tr key={head.figure}>
                  <th scope="row">
                    {head.name} {head.kpi && <span className="d-hint">{head.kpi}</span>}
                  </th>
                  <td>
                    <Number
                      head={head}
                      cell={cells[index]}
                      {...(onPress && { onPress: () => onPress({ figure: head.figure }) })}
                    />
                  </td>
                  <td className="d-hint">{head.formula}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    )
  }
  return (
    <section>
      <h2>{section.title}</h2>
      {section.rows.length === 0 ? (
        <p className="d-hint">{say('report.none')}</p>
      ) : (
        <div className="qy-scroll">
          <table className="qy-table">
            <thead>
              <tr>
                <th scope="col">{say('report.part')}</th>
                {section.columns.map(head => (
                  <th key={head.figure} scope="col" title={head.formula}>
                    {head.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.rows.map(row => (
                <tr key={row.part}>
                  <th scope="row">{row.label}</th>
                  {section.columns.map((head, index) => (
                    <td key={head.figure}>
                      <Number
                        head={head}
                        cell={row.cells[index]}
                        part={row.label}
                        {...(onPress && { onPress: () => onPress({ figure: head.figure, by, is: row.part ?? '' }) })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

interface NumberProps {
  readonly head: Head
  readonly cell: Cell | undefined
  readonly part?: string
  readonly onPress?: () => void
}

function Number({ head, cell, part, onPress }: NumberProps) {
  const say = useWords(qualityWords)
  if (cell === undefined) return null
  const shown = cell.value === null ? cell.shown : `${cell.shown}${say(`unit.${head.unit}`)}`
  const mark =
    cell.reached === null ? null : (
      <span className="d-tag" data-tone={cell.reached ? 'done' : 'late'}>
        {say(cell.reached ? 'overview.reached' : 'overview.missed')}
      </span>
    )
  if (onPress === undefined || (cell.count === 0 && (cell.of ?? 0) === 0))
    return (
      <>
        <span className="figures">{shown}</span> {mark}
      </>
    )
  return (
    <>
      <button
        type="button"
        className="qy-link figures"
        aria-label={say('open-rows', { name: part === undefined ? head.name : `${part} ${head.name}`, value: shown })}
        onClick={onPress}
      >
        {shown}
      </button>{' '}
      {mark}
    </>
  )
}
