import { useEffect, useState } from 'react'
import { type ApiProblem, onSignedOut } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import { startLive, stopLive } from '#ui/live.ts'
import { Failure, Loading, Notice } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { readMatter } from '../../../contract.ts'
import { useHospital } from '../use-hospital.ts'
import { useView } from '../use-view.ts'
import { EndedPage } from './ended.page.tsx'
import type { MatterViewName, OnMatter } from './matter.ts'
import { MatterView } from './matter-view.tsx'
import { SignView } from './sign-view.tsx'
import { AddView, HelpView, NotSettledView } from './speak-views.tsx'
import { patientWords } from './words.ts'

/**
 * The patient's page of one matter (事项页), by signed link: how far it is, who has it, what was promised, and one thing to do.
 * Nothing about the illness and nothing about others (TKT-08).
 */
export function MatterPage() {
  const { answer: matter, problem, again } = useAnswer(readMatter, {}, { live: { subject: 'ticket', id: null } })
  const { view, go, back } = useView<MatterViewName>('matter')
  const [notice, setNotice] = useState<string | null>(null)
  const [hasEnded, setEnded] = useState(false)
  useEffect(() => {
    onSignedOut(() => setEnded(true))
    startLive()
    return stopLive
  }, [])

  if (hasEnded || (problem && opensNothing(problem))) return <EndedPage />
  if (!matter) return <Opening problem={problem} onRetry={again} />

  const toFirst = (done: string | null) => {
    setNotice(done)
    again()
    back()
  }
  const on: OnMatter = { matter, back, onDone: toFirst, onChanged: () => toFirst(null) }
  const open = (to: MatterViewName) => {
    setNotice(null)
    go(to)
  }
  switch (view) {
    case 'sign':
      return <SignView {...on} />
    case 'not-settled':
      return <NotSettledView {...on} />
    case 'help':
      return <HelpView {...on} />
    case 'add':
      return <AddView {...on} />
    case 'matter':
      return (
        <MatterView
          matter={matter}
          notice={notice && <Notice tone="done">{notice}</Notice>}
          onOpen={open}
          onAnswered={text => {
            setNotice(text)
            again()
          }}
        />
      )
  }
}

/** A link of another kind, or to what is not there. */
const opensNothing = (problem: ApiProblem): boolean => [403, 404].includes(problem.status)

function Opening({ problem, onRetry }: { readonly problem: ApiProblem | null; readonly onRetry: () => void }) {
  const say = useWords(patientWords)
  if (problem) return <Unopened problem={problem} onRetry={onRetry} />
  return (
    <Page brand={say('page.brand')} title={say('page.loading')}>
      <Loading />
    </Page>
  )
}

function Unopened({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) {
  const say = useWords(patientWords)
  const hospital = useHospital()
  return (
    <Page
      brand={hospital?.name ?? say('page.brand')}
      title={say('closed.title')}
      help={hospital && { name: say('page.desk'), phone: hospital.phone }}
    >
      <Failure problem={problem} onRetry={onRetry} />
    </Page>
  )
}
