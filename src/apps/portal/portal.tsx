import { useSyncExternalStore } from 'react'
import { linkToken } from '#ui/link.ts'
import { MatterPage } from '#modules/ticket/web/touch/patient/matter.page.tsx'
import { TrackPage } from '#modules/ticket/web/touch/patient/track.page.tsx'

const onAddress = (changed: () => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

const fragment = () => location.hash

/** What a patient opens: one matter by its signed link, or the look-up by code. */
export function Portal() {
  const hash = useSyncExternalStore(onAddress, fragment)
  const token = linkToken()
  if (token) return <MatterPage key={token} />
  return (
    <TrackPage
      isBroken={hash.length > 1}
      onFound={found => {
        location.hash = found
      }}
    />
  )
}
