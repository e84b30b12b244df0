import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { finishAction } from './actions.ts'
import { approveReport } from './approve-report.ts'
import { callReview } from './call-review.ts'
import { exportReport } from './export-report.ts'
import { closeReview, decideReview, seatReview } from './hold-review.ts'
import { openFigure } from './open-figure.ts'
import { openNumber, readConsole } from './read-console.ts'
import { readGroup } from './read-group.ts'
import { readOverview } from './read-overview.ts'
import { listReports, openReport } from './read-reports.ts'
import { listReviews, openReview } from './read-reviews.ts'
import { correctReport, signReport } from './sign-report.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.readOverview)(({ query }, { caller, language }) => readOverview(house)(caller, query, language)),
  on(contract.openFigure)(({ params, query }, { caller, language }) =>
    openFigure(house)(caller, { ...params, ...query }, language),
  ),
  on(contract.listReports)(({ query }, { caller }) => listReports(house)(caller, query)),
  on(contract.openReport)(({ params }, { caller, language }) => openReport(house)(caller, params, language)),
  on(contract.signReport)(({ params, body }, { caller }) => signReport(house)(caller, { ...params, ...body })),
  on(contract.correctReport)(({ params, body }, { caller }) => correctReport(house)(caller, { ...params, ...body })),
  on(contract.approveReport)(({ params }, { caller }) => approveReport(house)(caller, params)),
  on(contract.exportReport)(({ params, body }, { caller, language }) =>
    exportReport(house)(caller, { ...params, ...body }, language),
  ),
  on(contract.readConsole)(({ params }, { caller, language }) => readConsole(house)(caller, params, language)),
  on(contract.openConsoleNumber)(({ params }, { caller, language }) => openNumber(house)(caller, params, language)),
  on(contract.readGroup)(({ query }, { caller }) => readGroup(house)(caller, query)),
  on(contract.listReviews)((_, { caller }) => listReviews(house)(caller)),
  on(contract.openReview)(({ params }, { caller, language }) => openReview(house)(caller, params, language)),
  on(contract.callReview)(({ body }, { caller }) => callReview(house)(caller, body)),
  on(contract.seatReview)(({ params, body }, { caller }) => seatReview(house)(caller, { ...params, ...body })),
  on(contract.decideReview)(({ params, body }, { caller }) => decideReview(house)(caller, { ...params, ...body })),
  on(contract.closeReview)(({ params, body }, { caller }) => closeReview(house)(caller, { ...params, ...body })),
  on(contract.finishAction)(({ params, body }, { caller }) => finishAction(house)(caller, { ...params, ...body })),
]
