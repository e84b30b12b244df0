import { Panes } from '#ui/desk/panes.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { openTicket } from '../../contract.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { useActing } from './acting.tsx'
import { Aside } from './aside.tsx'
import { Composer } from './composer.tsx'
import { Heading } from './heading.tsx'
import { NextSteps } from './next-steps.tsx'
import { Thread } from './thread.tsx'

type Pane = Parameters<typeof Panes>[0]['list']

/** The three panes with one matter open, read again when it changes anywhere. */
export function MatterPanes({ id, list }: { readonly id: string; readonly list: Pane }) {
  const say = useWords(ticketWords)
  const { answer, problem, again } = useAnswer(openTicket, { params: { id } }, { live: { subject: 'ticket', id } })
  if (answer) return <OpenMatter key={answer.id} ticket={answer} list={list} />
  const content = () => {
    if (problem?.code === 'not-found') return <Empty>{say('thread.gone')}</Empty>
    return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={4} />
  }
  return <Panes list={list} thread={{ label: say('thread.label'), content: content() }} />
}

function OpenMatter({ ticket, list }: { readonly ticket: Ticket; readonly list: Pane }) {
  const say = useWords(ticketWords)
  const acting = useActing(ticket)
  return (
    <>
      <Panes
        list={list}
        thread={{
          label: say('thread.label'),
          head: <Heading ticket={ticket} />,
          content: <Thread ticket={ticket} />,
          foot: <Composer ticket={ticket} />,
        }}
        aside={{
          label: say('aside.label'),
          content: <Aside ticket={ticket} acting={acting} />,
          foot: <NextSteps ticket={ticket} acting={acting} />,
        }}
      />
      {acting.dialog}
    </>
  )
}
