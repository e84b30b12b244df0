import { Button } from 'antd'
import { useMay } from '#ui/desk/session.tsx'
import { Panes } from '#ui/desk/panes.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { findTickets } from '../../contract.ts'
import { openNewTicket } from '../intake/opening.ts'
import { type View, VIEWS } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { MatterList, useConsoleViews, Views } from './matter-list.tsx'
import { MatterPanes } from './matter.tsx'
import { type Matters, useMatters } from './matters.ts'
import { PatientPane } from './patient-pane.tsx'
import '../ticket.css'

/** What stands in the address of the console: ids and a view, never a person's data. */
export interface ConsoleSearch {
  readonly view?: View
  readonly matter?: string
  readonly patient?: string
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const idOf = (value: unknown) => (typeof value === 'string' && UUID.test(value) ? value : undefined)

/** Leaves of an address what the console understands. */
export function consoleSearch(search: Readonly<Record<string, unknown>>): ConsoleSearch {
  const view = VIEWS.find(one => one === search['view'])
  const [matter, patient] = [idOf(search['matter']), idOf(search['patient'])]
  return { ...(view ? { view } : {}), ...(matter ? { matter } : {}), ...(patient ? { patient } : {}) }
}

interface ConsoleProps {
  readonly search: ConsoleSearch
  readonly onSearch: (search: ConsoleSearch) => void
  /** The address of the board of all matters. */
  readonly onBoard: () => void
}

/** The desk console (服务台): matters by their next clock, the thread of one, the person and what to do next. */
export function Console({ search, onSearch, onBoard }: ConsoleProps) {
  const say = useWords(ticketWords)
  const views = useConsoleViews()
  const view = search.view ?? views[0] ?? 'mine'
  const { patient } = search
  const ofView = useMatters(view, null, patient !== undefined)
  const ofPatient = usePatientsMatters(patient)
  const matters = patient === undefined ? ofView : ofPatient
  const chosen = search.matter ?? null
  const choose = (matter: string) => onSearch({ ...search, matter })

  const step = (by: 1 | -1) => {
    const at = matters.rows.findIndex(row => row.id === chosen)
    const next = matters.rows[at === -1 ? 0 : Math.min(Math.max(at + by, 0), matters.rows.length - 1)]
    if (next) choose(next.id)
    if (at + by >= matters.rows.length - 1 && matters.hasMore) matters.more()
  }
  useShortcut('j', say('keys.next'), () => step(1))
  useShortcut('k', say('keys.previous'), () => step(-1))

  const emptyWords = () => {
    if (patient !== undefined) return say('list.of-patient-empty')
    if (view === 'mine') return say('list.empty-mine')
    return say(view === 'overdue' ? 'list.empty-overdue' : 'list.empty-other')
  }
  const list = {
    label: say('list.label'),
    head:
      patient === undefined ? (
        <Views
          view={view}
          views={views}
          onView={next => onSearch({ view: next, ...(search.matter ? { matter: search.matter } : {}) })}
        />
      ) : (
        <PatientHead id={patient} matters={matters} onBack={() => onSearch({})} />
      ),
    content: <MatterList matters={matters} chosen={chosen} onChoose={choose} empty={emptyWords()} />,
    foot: (
      <Button type="link" size="small" onClick={onBoard}>
        {say('list.all')}
      </Button>
    ),
  }
  if (chosen) return <MatterPanes id={chosen} list={list} />
  const none = patient ? <PatientPane patient={{ id: patient, nameMasked: '' }} /> : <Empty>{say('thread.none')}</Empty>
  return <Panes list={list} thread={{ label: say('thread.label'), content: none }} />
}

/** The matters of one patient, from the search box. */
function usePatientsMatters(patient: string | undefined): Matters {
  const { answer, problem, isLoading, again } = useAnswer(
    findTickets,
    { query: patient ? { patient } : {} },
    { isOff: patient === undefined, live: { subject: 'ticket', id: null } },
  )
  return { rows: answer?.items ?? [], problem, isLoading, hasMore: false, isReadingMore: false, more: () => {}, again }
}

interface PatientHeadProps {
  readonly id: string
  readonly matters: Matters
  readonly onBack: () => void
}

function PatientHead({ id, matters, onBack }: PatientHeadProps) {
  const say = useWords(ticketWords)
  const mayCreate = useMay('ticket:create')
  const name = matters.rows[0]?.patient.nameMasked
  return (
    <div className="tk-patient-head">
      <Button type="link" size="small" onClick={onBack}>
        {say('list.back')}
      </Button>
      {name && <strong>{say('list.of-patient', { name })}</strong>}
      {mayCreate && (
        <Button block onClick={() => openNewTicket(id)}>
          {say('list.new-for-patient')}
        </Button>
      )}
    </div>
  )
}
