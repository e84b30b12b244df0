import { useWords } from '#ui/language.ts'
import { LinkButton } from '#ui/touch/button.tsx'
import { Page } from '#ui/touch/page.tsx'
import { useHospital } from '../use-hospital.ts'
import { liaisonWords } from './words.ts'
import '../screens.css'

/** A liaison's link that ended: what is safe, and two ways on. */
export function LinkEndedPage() {
  const say = useWords(liaisonWords)
  const hospital = useHospital()
  return (
    <Page
      brand={hospital?.name ?? say('inbox.brand')}
      title={say('ended.title')}
      help={hospital && { name: say('part.call'), phone: hospital.phone }}
      acts={
        <LinkButton kind="main" href="/h">
          {say('ended.sign-in')}
        </LinkButton>
      }
    >
      <p className="t-text">{say('ended.why')}</p>
    </Page>
  )
}
