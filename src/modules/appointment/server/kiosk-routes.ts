import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { readBookableDays, readBookableTimes } from './bookable.ts'
import { confirmAtKiosk, holdAtKiosk, registerOnSiteAtKiosk, releaseAtKiosk } from './kiosk-book.ts'
import { checkInAtKiosk, readKioskVisit, readZoneCode } from './kiosk-bookings.ts'
import { beginKioskVisit, registerAtKiosk } from './kiosk-identify.ts'
import { endKioskVisits } from './kiosk-visit.ts'
import { listBookable } from './suggest-units.ts'

const channel = 'kiosk'
const assisted = { channel: 'assisted' } as const

/** What a paired machine may, and what a guide sees of the pool. */
export const kioskRoutes = (house: House): readonly Route[] => [
  on(contract.readZoneCode)((_, { caller }) => readZoneCode(house)(caller)),
  on(contract.beginKioskVisit)(({ body }, { caller }) => beginKioskVisit(house)(caller, body)),
  on(contract.registerAtKiosk)(({ body }, { caller }) => registerAtKiosk(house)(caller, body)),
  on(contract.endKioskVisits)(({ body }, { caller }) => endKioskVisits(house)(caller, body)),
  on(contract.readKioskVisit)(({ params }, { caller }) => readKioskVisit(house)(caller, params)),
  on(contract.checkInAtKiosk)(({ params, body }, { caller }) => checkInAtKiosk(house)(caller, { ...params, ...body })),
  on(contract.kioskDepartments)(({ query }) => listBookable(house)({ ...query, channel })),
  on(contract.kioskDays)(({ params }) => readBookableDays(house)({ ...params, channel })),
  on(contract.kioskTimes)(({ params, query }) => readBookableTimes(house)({ ...params, ...query, channel })),
  on(contract.assistDepartments)(({ query }) => listBookable(house)({ ...query, ...assisted })),
  on(contract.assistDays)(({ params }) => readBookableDays(house)({ ...params, ...assisted })),
  on(contract.assistTimes)(({ params, query }) => readBookableTimes(house)({ ...params, ...query, ...assisted })),
  on(contract.holdAtKiosk)(({ params, body }, { caller }) => holdAtKiosk(house)(caller, { ...params, ...body })),
  on(contract.confirmAtKiosk)(({ params, body }, { caller }) => confirmAtKiosk(house)(caller, { ...params, ...body })),
  on(contract.releaseAtKiosk)(({ params }, { caller }) => releaseAtKiosk(house)(caller, params)),
  on(contract.registerOnSiteAtKiosk)(({ params, body }, { caller }) =>
    registerOnSiteAtKiosk(house)(caller, { ...params, ...body }),
  ),
]
