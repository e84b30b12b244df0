import type { ReactNode } from 'react'

/** One block of the right pane. */
export const Section = ({
  title,
  act,
  children,
}: {
  readonly title: ReactNode
  readonly act?: ReactNode
  readonly children: ReactNode
}) => (
  <section className="tk-section">
    <h2>
      {title}
      {act}
    </h2>
    {children}
  </section>
)
