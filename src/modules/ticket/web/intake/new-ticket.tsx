import { useEffect } from 'react'
import { bringSoon, Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { useOpening } from './opening.ts'

const loadDrawer = () => import('./new-ticket.drawer.tsx')

/** The drawer of a new matter, once somebody opens it. */
export function NewTicket({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const opening = useOpening()
  const mayCreate = useMay('ticket:create')
  useEffect(() => (mayCreate ? bringSoon(loadDrawer) : undefined), [mayCreate])
  return (
    opening && (
      <Later key={opening.patientId} load={loadDrawer}>
        {({ NewTicketDrawer }) => <NewTicketDrawer opening={opening} onOpen={onOpen} />}
      </Later>
    )
  )
}
