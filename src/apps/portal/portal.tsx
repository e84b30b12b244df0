import { lazy, Suspense, useSyncExternalStore } from 'react'
import { linkOpens, linkToken } from '#ui/link.ts'
import { MatterPage } from '#modules/ticket/web/touch/patient/matter.page.tsx'
import { TrackPage } from '#modules/ticket/web/touch/patient/track.page.tsx'
import { useHospital } from '#modules/ticket/web/touch/use-hospital.ts'

const onAddress = (changed: () => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

const fragment = () => location.hash

/** Comes when somebody looks around; a matter's link needs none of it. */
const PublicPages = lazy(async () => {
  const { PublicPages: Pages } = await import('#modules/knowledge/web/public-pages.tsx')
  return { default: Pages }
})

/** Comes when somebody books, or signs in. */
const PortalPages = lazy(async () => {
  const { PortalPages: Pages } = await import('#modules/appointment/web/portal-pages.tsx')
  return { default: Pages }
})
/** Comes with the link of a booking that was stopped or substituted. */
const RebookPage = lazy(async () => {
  const { RebookPage: Page } = await import('#modules/appointment/web/rebook/rebook.page.tsx')
  return { default: Page }
})
const OWN = /^#\/(?:booking|book|visits?|move|wait|account|arrive)(?:\/|$)/

/** What a patient opens: one matter by its signed link, the look-up by code, or what everybody may read (`/p#/…`). */
export function Portal() {
  const hash = useSyncExternalStore(onAddress, fragment)
  const token = linkToken()
  if (token && linkOpens(token)?.purpose === 'booking') return <Rebook key={token} />
  if (token) return <MatterPage key={token} />
  if (hash.startsWith('#/') && hash !== '#/track') return <Public address={hash.slice(1)} />
  return (
    <TrackPage
      isBroken={hash.length > 1 && hash !== '#/track'}
      onFound={found => {
        location.hash = found
      }}
    />
  )
}

/** One booking by its link. */
function Rebook() {
  const hospital = useHospital()
  return (
    <Suspense fallback={null}>
      <RebookPage hospital={hospital} />
    </Suspense>
  )
}

function Public({ address }: { readonly address: string }) {
  const hospital = useHospital()
  return (
    <Suspense fallback={null}>
      {OWN.test(`#${address}`) ? (
        <PortalPages address={address} hospital={hospital} />
      ) : (
        <PublicPages address={address} hospital={hospital} />
      )}
    </Suspense>
  )
}
