import { createRouter, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { onSignedOut } from '#ui/client.ts'
import { DeskRoot } from '#ui/desk/desk-root.tsx'
import { bringFontIfMissing } from '#ui/font.ts'
import { startLanguage } from '#ui/language.ts'
import { startReading } from '#ui/reading.ts'
import { Broken, Missing } from './missing.tsx'
import { routeTree } from './routes.gen.ts'
import { askWho, cover, me } from './session.ts'
import '#ui/tokens.css'

const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultNotFoundComponent: Missing,
  defaultErrorComponent: Broken,
})
declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

startLanguage()
startReading('desk')
// Whoever was signed in finds the screen as it was, below the cover.
onSignedOut(() => {
  if (me()) cover('ended')
})
if (location.pathname !== '/sign-in') void askWho()
createRoot(document.getElementById('app') as HTMLElement).render(
  <DeskRoot>
    <RouterProvider router={router} />
  </DeskRoot>,
)
bringFontIfMissing()
