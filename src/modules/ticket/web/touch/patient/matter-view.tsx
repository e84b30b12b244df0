import type { ReactNode } from 'react'
import { sayTime, useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { Button } from '#ui/touch/button.tsx'
import { Facts } from '#ui/touch/card.tsx'
import { LanguageSwitch } from '#ui/touch/language-switch.tsx'
import { Notice, StaleNotice } from '#ui/touch/notice.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { ReadingTools } from '#ui/touch/reading-tools.tsx'
import { Steps } from '#ui/touch/steps.tsx'
import { AnswerBox } from './answer-box.tsx'
import type { Matter, MatterViewName } from './matter.ts'
import { RateBox } from './rate-box.tsx'
import { matterAloud } from './read-aloud.ts'
import { sayPromise } from './say-promise.ts'
import { isOpen, stepsOf } from './stations.ts'
import { Told } from './told.tsx'
import { useNews } from './use-news.ts'
import { patientWords } from './words.ts'
import '../screens.css'

interface MatterViewProps {
  readonly matter: Matter
  /** What became of the reader's last act. */
  readonly notice: ReactNode
  readonly onOpen: (view: MatterViewName) => void
  readonly onAnswered: (sentence: string) => void
}

/** How far the matter is, in the order in which a worried person asks. */
export function MatterView({ matter, notice, onOpen, onAnswered }: MatterViewProps) {
  const say = useWords(patientWords)
  const news = useNews(matter)
  const { owner } = matter
  const phone = owner.phone || matter.hospital.phone
  return (
    <Page
      brand={matter.hospital.name}
      title={say('page.title', { title: matter.title })}
      help={{ name: owner.name, phone }}
      tools={<ReadingTools readAloud={() => matterAloud(matter, say)} />}
      acts={isOpen(matter) && <Acts matter={matter} onOpen={onOpen} />}
    >
      <StaleNotice />
      <p className="said-only" role="status">
        {news}
      </p>
      {notice ?? <Ending matter={matter} />}
      {matter.waitingFor && isOpen(matter) && (
        <AnswerBox question={matter.waitingFor} onSent={() => onAnswered(say('ask.sent', { owner: owner.name }))} />
      )}
      {(matter.result || matter.station === 'please-confirm') && <Result matter={matter} onOpen={onOpen} />}
      {matter.station !== 'withdrawn' && <Steps steps={stepsOf(matter, say)} label={say('step.label')} />}
      {isOpen(matter) && <Standing matter={matter} />}
      {matter.station === 'settled' && <RateBox matter={matter} onSent={() => onAnswered(say('rate.done'))} />}
      <Told matter={matter} />
      <Facts
        facts={[
          [say('page.number'), matter.number],
          [say('page.opened'), sayWhen(matter.openedAt)],
        ]}
      />
      <LanguageSwitch />
      <p className="paper-only">
        {say('paper.from', {
          hospital: matter.hospital.name,
          owner: owner.name,
          phone,
          time: sayTime(matter.now, 'both'),
        })}
      </p>
    </Page>
  )
}

/** Who has it now, what was promised, and who answers for it to the end (首问负责). */
function Standing({ matter }: { readonly matter: Matter }) {
  const say = useWords(patientWords)
  const facts: (readonly [string, ReactNode])[] = []
  if (matter.station !== 'please-confirm') {
    if (matter.withNow) facts.push([say('now.with'), say('now.with-value', { unit: matter.withNow })])
    if (matter.promise) facts.push([say('now.promise'), sayPromise(matter, say)])
  }
  facts.push([say('now.owner'), matter.owner.name])
  return (
    <section className="t-card on-paper">
      <Facts facts={facts} />
    </section>
  )
}

function Ending({ matter }: { readonly matter: Matter }) {
  const say = useWords(patientWords)
  const at = matter.confirmedAt ?? matter.closedAt
  if (matter.station === 'withdrawn') return <Notice>{say('end.withdrawn')}</Notice>
  if (matter.station !== 'settled') return null
  return <Notice tone="done">{at ? say('end.settled-at', { time: sayWhen(at) }) : say('end.settled')}</Notice>
}

/** What came of it, and the one question: is it settled? */
function Result({ matter, onOpen }: { readonly matter: Matter; readonly onOpen: (view: MatterViewName) => void }) {
  const say = useWords(patientWords)
  return (
    <section className="t-card on-paper">
      {matter.result && (
        <>
          <h2 className="t-card-title">{say('result.title')}</h2>
          <p className="t-text">{matter.result}</p>
        </>
      )}
      {matter.station === 'please-confirm' && (
        <div className="t-acts screen-only">
          <h2 className="t-question">{say('result.question')}</h2>
          <Button kind="main" onPress={() => onOpen('sign')}>
            {say('act.confirm')}
          </Button>
          <Button onPress={() => onOpen('not-settled')}>{say('act.not-settled')}</Button>
        </div>
      )}
    </section>
  )
}

/** Ways to be heard, there until the end. */
function Acts({ matter, onOpen }: { readonly matter: Matter; readonly onOpen: (view: MatterViewName) => void }) {
  const say = useWords(patientWords)
  const mayAdd = matter.station !== 'please-confirm' && !matter.waitingFor
  return (
    <ActRow>
      <Button onPress={() => onOpen('help')}>{say('act.help')}</Button>
      {mayAdd && <Button onPress={() => onOpen('add')}>{say('act.add')}</Button>}
    </ActRow>
  )
}
