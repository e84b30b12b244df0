import { lazy, Suspense } from 'react'
import { useOpening } from './opening.ts'

const Drawer = lazy(() => import('./new-ticket.drawer.tsx').then(module => ({ default: module.NewTicketDrawer })))

/** The drawer of a new matter, once somebody opens it. */
export function NewTicket({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const opening = useOpening()
  return (
    opening && (
      <Suspense fallback={null}>
        <Drawer key={opening.patientId} opening={opening} onOpen={onOpen} />
      </Suspense>
    )
  )
}
