import type { ReactNode } from 'react'
import { useWords } from '#ui/language.ts'
import { LinkButton } from '#ui/touch/button.tsx'
import { LanguageSwitch } from '#ui/touch/language-switch.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { ReadingTools } from '#ui/touch/reading-tools.tsx'
import { accountWords } from './words.ts'

/** The hospital, as pages name it and offer it to be called. */
export interface Hospital {
  readonly name: string
  readonly phone: string
}

interface PortalPageProps {
  readonly title: string
  readonly hospital: Hospital | null
  /** Where back leads. */
  readonly back: string
  /** The one main act. */
  readonly main?: ReactNode
  /** What else may be done, beside the way back. */
  readonly more?: ReactNode
  readonly children: ReactNode
}

/** A page of what patients do by themselves (患者端页面): reading tools, one question, its act, the way back, the telephone. */
export function PortalPage({ title, hospital, back, main, more, children }: PortalPageProps) {
  const say = useWords(accountWords)
  return (
    <Page
      brand={hospital?.name ?? say('brand')}
      title={title}
      help={hospital && { name: say('desk'), phone: hospital.phone }}
      tools={<ReadingTools />}
      acts={
        <>
          {main}
          <ActRow>
            {more}
            <LinkButton href={back}>{say('back')}</LinkButton>
          </ActRow>
        </>
      }
    >
      {children}
      <LanguageSwitch />
    </Page>
  )
}
