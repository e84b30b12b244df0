import type { ReactNode } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import type { readUpkeep } from '../contract.ts'

export type Upkeep = Answer<typeof readUpkeep>

/** A table that moves by itself where the window is narrow. */
export function Table({
  title,
  headings,
  children,
}: {
  readonly title: string
  readonly headings: readonly string[]
  readonly children: ReactNode
}) {
  return (
    <div className="uk-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="uk-table">
        <thead>
          <tr>
            {headings.map(one => (
              <th key={one} scope="col">
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
