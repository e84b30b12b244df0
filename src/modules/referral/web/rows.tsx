import { Link } from '@tanstack/react-router'
import { sayTime, useWords } from '#ui/language.ts'
import { StateTags, type Row, UrgencyTag } from './tags.tsx'
import { referralWords } from './words.ts'

interface RowsProps {
  readonly label: string
  readonly items: readonly Row[]
  /** The own institution's list says nothing of institutions. */
  readonly isOwn?: boolean
}

/** Referrals, a line each, names masked; the number opens one. */
export function Rows({ label, items, isOwn = false }: RowsProps) {
  const say = useWords(referralWords)
  const columns = [
    'number',
    'type',
    'urgency',
    'patient',
    'unit',
    ...(isOwn ? [] : (['institution'] as const)),
    'came',
    'planned',
    'state',
  ] as const
  return (
    <div className="rf-scroll">
      <table className="d-table">
        <caption className="said-only">{label}</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {say(`col.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(row => (
            <tr key={row.id}>
              <td>
                <Link to={isOwn ? '/my-referrals/$id' : '/referrals/$id'} params={{ id: row.id }} className="figures">
                  {row.number ?? say('no-number')}
                </Link>
              </td>
              <td>{say(`type.${row.type}`)}</td>
              <td>
                <UrgencyTag urgency={row.urgency} />
              </td>
              <td>{row.patientMasked || say('no-name')}</td>
              <td>{row.unit?.name ?? '—'}</td>
              {!isOwn && (
                <td>
                  {row.institution.name} <span className="d-hint">{say(`channel.${row.channel}`)}</span>
                </td>
              )}
              <td className="figures">{sayTime(row.at, 'both')}</td>
              <td className="figures">{row.plannedAt ? sayTime(row.plannedAt, 'both') : '—'}</td>
              <td>
                <StateTags row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
