import type { Page } from 'playwright-core'
import { systemCaller } from '#kernel/caller.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { registerPatient } from '#modules/patient/index.ts'
import { giveAccounts } from '#modules/staff/index.ts'
import { openPage } from '../support/browser.ts'
import { pairedKiosk } from '../support/kiosk.ts'
import { PASSWORD, PIN } from '../support/staff.ts'
import { type TicketSite, ticketSite } from './ticket-site.ts'

/** The small hospital with a doctor who sees patients this afternoon and in two days, one patient, and kiosks. */
export interface KioskSite extends TicketSite {
  readonly patientId: string
  readonly unitId: string
  /** A paired machine, upright, its page open. */
  kiosk(viewport?: { width: number; height: number }): Promise<Page>
}

export const UPRIGHT = { width: 1080, height: 1920 } as const
export const LYING = { width: 1280, height: 1024 } as const
export const RESIDENT_ID = '11010519491231002X'
export const PERSON = { name: '林思远', phone: '13800138021', card: 'JZ2026001' } as const
const AT_DESKS = ['administrator', 'lin'] as const
const DAYS = ['2026-11-16', '2026-11-18'] as const

export async function kioskSite(): Promise<KioskSite> {
  const site = await ticketSite()
  const { house, machinery } = site.all
  await giveAccounts(house)(systemCaller(house.hospital.id), {
    password: PASSWORD,
    pin: PIN,
    people: AT_DESKS.map(login => ({ personId: site.hospital.person[login] ?? '', login, badge: null })),
  })
  const manager = await site.hospital.as('manager')
  const unitId = site.hospital.unit.ward
  for (const [n, name] of ['孙甲', '周乙'].entries()) {
    const { id: doctorId } = await upsertDoctor(house)(manager, {
      code: `D${n}`,
      name,
      personId: null,
      title: n === 0 ? 'chief' : 'attending',
      feeLevel: n === 0 ? 'expert' : 'ordinary',
      unitIds: [unitId],
      strengths: ['胆石症', '腹腔镜手术'],
      languages: [],
      isPublic: true,
    })
    for (const day of DAYS)
      await addSession(house)(manager, {
        doctorId,
        unitId,
        day,
        halfDay: n === 0 ? 'afternoon' : 'morning',
        room: `三楼 30${n + 5}`,
        feeLevel: n === 0 ? 'expert' : 'ordinary',
        slotMinutes: 30,
        capacity: 12,
      })
  }
  await machinery.turn()
  const { id: patientId } = await registerPatient(house, site.clerk, {
    name: PERSON.name,
    sex: 'unknown',
    birthDate: null,
    document: { kind: 'resident-id', number: RESIDENT_ID },
    noDocumentReason: null,
    phones: [{ number: PERSON.phone, holder: 'self', state: 'confirmed' }],
    address: null,
    relatives: [],
    insurance: null,
    card: PERSON.card,
    despite: null,
  })
  return {
    ...site,
    patientId,
    unitId,
    async kiosk(viewport = UPRIGHT) {
      const page = await openPage({ viewport, hasTouch: true })
      page.setDefaultTimeout(10_000)
      const [name = '', value = ''] = (await pairedKiosk(house)).split('=')
      await page.context().addCookies([{ name, value, domain: '127.0.0.1', path: '/api/kiosk' }])
      await page.goto(`${site.url}/k`)
      await page.getByRole('heading', { name: '请选择要办的事' }).waitFor()
      return page
    },
  }
}
