import './scroll-table.css'
import type { ReactNode } from 'react'

/** A table that moves by itself where the window is narrow; its rows are the children. */
export function ScrollTable({
  title,
  headings,
  children,
}: {
  readonly title: string
  readonly headings: readonly string[]
  readonly children: ReactNode
}) {
  return (
    <div className="d-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="d-scroll-table">
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
