import { AccountPage } from '#modules/portal/web/account.page.tsx'
import type { Hospital } from '#modules/portal/web/portal-page.tsx'
import { ArrivePage } from './touch/portal/arrive.page.tsx'
import { BookPage } from './touch/portal/book.page.tsx'
import { DaysPage } from './touch/portal/days.page.tsx'
import { DepartmentsPage } from './touch/portal/departments.page.tsx'
import { MovePage } from './touch/portal/move.page.tsx'
import { TimesPage } from './touch/portal/times.page.tsx'
import { VisitPage } from './touch/portal/visit.page.tsx'
import { VisitsPage } from './touch/portal/visits.page.tsx'
import { WaitPage } from './touch/portal/wait.page.tsx'

interface PortalPagesProps {
  /** What stands behind the number sign: `/booking/<unit>`, `/visit/<id>`. */
  readonly address: string
  readonly hospital: Hospital | null
}

const UUID = /^[0-9a-f-]{36}$/
const DAY = /^\d{4}-\d\d-\d\d$/

/** What a patient does by the own account (患者端): booking, visits, waiting, people. */
export function PortalPages({ address, hospital }: PortalPagesProps) {
  const [, page = '', first = '', day = '', doctorId = '', slotId = ''] = address.split('/')
  const props = { hospital, key: address }
  if (page === 'arrive') return <ArrivePage {...props} code={first} />
  if (page === 'account') return <AccountPage {...props} />
  if (UUID.test(first)) {
    if (page === 'visit') return <VisitPage {...props} id={first} />
    if (page === 'move') return <MovePage {...props} id={first} />
    if (page === 'wait') return <WaitPage {...props} unitId={first} doctorId={UUID.test(day) ? day : null} />
    if (page === 'booking' && DAY.test(day) && UUID.test(doctorId))
      return <TimesPage {...props} unitId={first} day={day} doctorId={doctorId} />
    if (page === 'book' && DAY.test(day) && UUID.test(doctorId) && UUID.test(slotId))
      return <BookPage {...props} unitId={first} day={day} doctorId={doctorId} slotId={slotId} />
    if (page === 'booking') return <DaysPage {...props} unitId={first} />
  }
  return page === 'visits' ? <VisitsPage {...props} /> : <DepartmentsPage {...props} />
}
