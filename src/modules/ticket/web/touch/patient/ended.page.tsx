import { useWords } from '#ui/language.ts'
import { LinkButton } from '#ui/touch/button.tsx'
import { LanguageSwitch } from '#ui/touch/language-switch.tsx'
import { Page } from '#ui/touch/page.tsx'
import { ReadingTools } from '#ui/touch/reading-tools.tsx'
import { useHospital } from '../use-hospital.ts'
import { patientWords } from './words.ts'
import '../screens.css'

/** A link that ended or was cut short: what happened, what is safe, what to do. */
export function EndedPage() {
  const say = useWords(patientWords)
  const hospital = useHospital()
  return (
    <Page
      brand={hospital?.name ?? say('page.brand')}
      title={say('ended.title')}
      help={hospital && { name: say('page.desk'), phone: hospital.phone }}
      tools={<ReadingTools readAloud={() => `${say('ended.title')}。${say('ended.why')}${say('ended.call')}`} />}
      acts={
        <LinkButton kind="main" href="/p">
          {say('ended.track')}
        </LinkButton>
      }
    >
      <p className="t-text">{say('ended.why')}</p>
      <p className="t-text">{say('ended.call')}</p>
      <LanguageSwitch />
    </Page>
  )
}
