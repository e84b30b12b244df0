import type { Page } from 'playwright-core'
import { systemCaller } from '#kernel/caller.ts'
import { registerPatient } from '#modules/patient/server/register-patient.ts'
import { giveAccounts } from '#modules/staff/index.ts'
import { openPage } from '../support/browser.ts'
import { PASSWORD } from '../support/staff.ts'
import { type TicketSite, ticketSite } from './ticket-site.ts'

/** The small hospital with people at its desks, and one patient. */
export interface DeskSite extends TicketSite {
  readonly patientId: string
  /** The desk of a member of staff, at an address. */
  desk(person: string, path?: string): Promise<Page>
}

const AT_DESKS = ['lin', 'mei', 'manager'] as const
/** The monitor of a clerk, and the smallest that the house promises. */
export const MONITOR = { width: 1440, height: 900 } as const
export const SMALL_MONITOR = { width: 1280, height: 720 } as const

export async function deskSite(): Promise<DeskSite> {
  const site = await ticketSite()
  const { house } = site.all
  await giveAccounts(house)(systemCaller(house.hospital.id), {
    password: PASSWORD,
    pin: null,
    people: AT_DESKS.map(login => ({ personId: site.hospital.person[login] ?? '', login, badge: null })),
  })
  const { id: patientId } = await registerPatient(house, site.clerk, {
    name: '陈桂英',
    sex: 'female',
    birthDate: '1948-03-02',
    document: null,
    noDocumentReason: '未带',
    phones: [{ number: '13800138021', holder: 'self', state: 'confirmed' }],
    address: null,
    relatives: [],
    insurance: null,
    card: null,
    despite: null,
  })
  return {
    ...site,
    patientId,
    async desk(person, path = '/') {
      const page = await openPage({ viewport: MONITOR })
      await site.signIn(page, person)
      await page.goto(`${site.url}${path}`)
      return page
    },
  }
}
