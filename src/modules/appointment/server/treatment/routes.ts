import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../../contract/treatment.ts'
import { bookSeries, planSeries } from './book-series.ts'
import { cancelRest, cancelTreatment, markTreatment, moveTreatment, otherTimes } from './change-treatment.ts'
import { openSeries, readCalendar } from './read-treatments.ts'
import { listResources, writeResource } from './resources.ts'

export const treatmentRoutes = (house: House): readonly Route[] => [
  on(contract.listResources)((_, { caller }) => listResources(house)(caller)),
  on(contract.writeResource)(({ body }, { caller }) => writeResource(house)(caller, body)),
  on(contract.readCalendar)(({ params, query }, { caller }) => readCalendar(house)(caller, { ...params, ...query })),
  on(contract.planSeries)(({ body }, { caller }) => planSeries(house)(caller, body)),
  on(contract.bookSeries)(({ body }, { caller }) => bookSeries(house)(caller, body)),
  on(contract.openSeries)(({ params }, { caller }) => openSeries(house)(caller, params)),
  on(contract.cancelRest)(({ params, body }, { caller }) => cancelRest(house)(caller, { ...params, ...body })),
  on(contract.otherTimes)(({ params }, { caller }) => otherTimes(house)(caller, params)),
  on(contract.moveTreatment)(({ params, body }, { caller }) => moveTreatment(house)(caller, { ...params, ...body })),
  on(contract.cancelTreatment)(({ params, body }, { caller }) =>
    cancelTreatment(house)(caller, { ...params, ...body }),
  ),
  on(contract.markTreatment)(({ params, body }, { caller }) => markTreatment(house)(caller, { ...params, ...body })),
]
