import { DepartmentPage, DepartmentsPage } from './touch/department.page.tsx'
import { DoctorPage, DoctorsPage } from './touch/doctor.page.tsx'
import { HomePage } from './touch/home.page.tsx'
import { GuidesPage, ItemPage } from './touch/item.page.tsx'
import type { Hospital } from './touch/reader.tsx'

interface PublicPagesProps {
  /** What stands behind the number sign: `/guides`, `/item/<id>`. */
  readonly address: string
  readonly hospital: Hospital | null
}

const UUID = /^[0-9a-f-]{36}$/

/** What anybody reads without a sign-in (就医指南): guides, departments, doctors, notices. */
export function PublicPages({ address, hospital }: PublicPagesProps) {
  const [, page = '', id = ''] = address.split('/')
  const props = { hospital, key: address }
  if (UUID.test(id)) {
    if (page === 'item') return <ItemPage {...props} id={id} />
    if (page === 'department') return <DepartmentPage {...props} id={id} />
    if (page === 'doctor') return <DoctorPage {...props} id={id} />
  }
  if (page === 'guides') return <GuidesPage {...props} />
  if (page === 'departments') return <DepartmentsPage {...props} />
  return page === 'doctors' ? <DoctorsPage {...props} /> : <HomePage {...props} />
}
