import type { Language } from '#kernel/problem.ts'
import { bookingSets, extraSets } from '#modules/appointment/index.ts'
import { referralSets } from '#modules/referral/index.ts'
import { staffSets } from '#modules/staff/index.ts'
import { matterSets } from '#modules/ticket/index.ts'
import type { CountedSet } from '#platform/counted.ts'
import type { FigureKind, FigureUnit, Target } from '../rules/figure.ts'

/** What the modules let be counted. */
const sets = { ...bookingSets, ...extraSets, ...matterSets, ...referralSets, ...staffSets }
type SetName = keyof typeof sets

/**
 * One figure (指标): which rows it counts, by one condition. The number, each part of it and the rows that it opens all come from
 * `set`, `counts` and `outOf`, and from nowhere else.
 */
export interface Figure {
  readonly id: FigureId
  /** In the hospital's list of indicators, where it stands there. */
  readonly kpi: string | null
  readonly name: Readonly<Record<Language, string>>
  readonly formula: Readonly<Record<Language, string>>
  readonly unit: FigureUnit
  readonly kind: FigureKind
  readonly set: CountedSet
  /** SQL over the columns of the set: which rows the figure, or the upper part of its ratio, counts. */
  readonly counts: string
  /** Of a sum or a mean: what is added up. */
  readonly adds: 'minutes' | 'waited' | 'trips_made' | 'trips_avoided' | 'coordination' | null
  /** Of a ratio or a mean: which rows it is out of. */
  readonly outOf: string | null
  readonly target: Target | null
}

interface Plain {
  readonly kpi?: string
  readonly target?: Target
}
type Words = readonly [zh: string, en: string]
const words = ([zh, en]: Words) => ({ zh, en })

const count = (unit: FigureUnit, set: SetName, counts: string, name: Words, formula: Words, more: Plain = {}) =>
  ({
    kind: 'count',
    unit,
    set: sets[set],
    counts,
    adds: null,
    outOf: null,
    name: words(name),
    formula: words(formula),
    ...rest(more),
  }) as const
const sum = (
  unit: FigureUnit,
  set: SetName,
  adds: NonNullable<Figure['adds']>,
  counts: string,
  name: Words,
  formula: Words,
) =>
  ({
    kind: 'sum',
    unit,
    set: sets[set],
    counts,
    adds,
    outOf: null,
    name: words(name),
    formula: words(formula),
    ...rest({}),
  }) as const
const rate = (set: SetName, counts: string, outOf: string, name: Words, formula: Words, more: Plain = {}) =>
  ({
    kind: 'rate',
    unit: 'percent',
    set: sets[set],
    counts: `(${outOf}) and (${counts})`,
    adds: null,
    outOf,
    name: words(name),
    formula: words(formula),
    ...rest(more),
  }) as const
const mean = (
  unit: FigureUnit,
  set: SetName,
  adds: NonNullable<Figure['adds']>,
  outOf: string,
  name: Words,
  formula: Words,
  more: Plain = {},
) =>
  ({
    kind: 'mean',
    unit,
    set: sets[set],
    counts: outOf,
    adds,
    outOf,
    name: words(name),
    formula: words(formula),
    ...rest(more),
  }) as const
const rest = ({ kpi, target }: Plain) => ({ kpi: kpi ?? null, target: target ?? null })

const ALL = 'true'
const ALWAYS: Target = { is: 'at-least', value: 100 }
const SEVERAL = `scope = 'multi'`
/** A matter of several departments whose trips were written down. */
const TRIPS = `${SEVERAL} and trips_made is not null`

const FIGURES = {
  opened: count(
    'matters',
    'opened',
    ALL,
    ['受理', 'Taken in'],
    ['当期登记的工单数，不含已撤销、已合并的', 'Matters registered in the period, without those withdrawn or merged'],
  ),
  urgent: count(
    'matters',
    'opened',
    'mark',
    ['其中紧急', 'Of them urgent'],
    ['当期登记的工单中分级为紧急、危急的', 'Of the matters registered, those that are urgent or an emergency'],
  ),
  closed: count(
    'matters',
    'closed',
    ALL,
    ['办结归档', 'Closed'],
    [
      '当期归档的工单数，含超期未确认而归档的',
      'Matters archived in the period, those that nobody confirmed among them',
    ],
  ),
  reopened: count(
    'matters',
    'reopened',
    ALL,
    ['重开', 'Reopened'],
    ['当期重开的次数', 'How often an archived matter was opened again'],
  ),
  open: count(
    'matters',
    'open',
    ALL,
    ['在办', 'Open'],
    ['期末（当天为此刻）尚未归档的工单数', 'Matters not archived at the end of the period, today now'],
  ),
  overdue: count(
    'matters',
    'open',
    'not hit',
    ['在办超时', 'Open and overdue'],
    [
      '期末（当天为此刻）未归档、未办结且已过办理时限的工单数',
      'Of the open matters, those not resolved and past their limit',
    ],
  ),
  waiting: count(
    'matters',
    'open',
    'mark',
    ['等待患者', 'Waiting for the patient'],
    ['期末（当天为此刻）处于等待患者的工单数', 'Of the open matters, those that wait for the patient'],
  ),
  several: count(
    'matters',
    'open',
    SEVERAL,
    ['多部门在办', 'Open in several departments'],
    ['期末（当天为此刻）尚未归档的多部门工单数', 'Of the open matters, those of several departments'],
  ),
  dispatched: count(
    'shares',
    'dispatched',
    ALL,
    ['派往部门', 'Sent to departments'],
    [
      '当期派出的部门分工数，一件工单派几个部门计几次',
      'Shares sent out in the period; a matter of three departments counts three',
    ],
  ),
  'response-rate': rate(
    'response',
    'hit',
    ALL,
    ['30 分钟响应率', 'Accepted within 30 minutes'],
    [
      '时限内接单的分工 ÷ 当期见分晓的分工 × 100；接单时或响应时限到时计入',
      'Shares accepted within the limit ÷ shares decided in the period × 100; decided when accepted or when the limit runs out',
    ],
    { kpi: 'KPI-07', target: ALWAYS },
  ),
  'response-late': count(
    'shares',
    'response',
    'not hit',
    ['接单超时', 'Accepted late'],
    ['当期响应时限已到而未接单的分工数', 'Shares whose response limit ran out in the period'],
  ),
  'general-rate': rate(
    'limit',
    'hit',
    `class = 'general'`,
    ['一般问题 2 小时办结率', 'General matters within 2 hours'],
    [
      '时限内办结的一般工单 ÷ 当期见分晓的一般工单 × 100；办结时或时限到时计入',
      'General matters resolved within the limit ÷ those decided in the period × 100',
    ],
    { kpi: 'KPI-08', target: ALWAYS },
  ),
  'complex-rate': rate(
    'limit',
    'hit',
    `class = 'complex'`,
    ['复杂问题 24 小时办结率', 'Complex matters within 24 hours'],
    [
      '时限内办结的复杂工单 ÷ 当期见分晓的复杂工单 × 100；办结时或时限到时计入',
      'Complex matters resolved within the limit ÷ those decided in the period × 100',
    ],
    { kpi: 'KPI-09', target: ALWAYS },
  ),
  'limit-rate': rate(
    'limit',
    'hit',
    ALL,
    ['按时办结率', 'Resolved within the limit'],
    [
      '时限内办结的工单 ÷ 当期见分晓的工单 × 100；办结时或时限到时计入',
      'Matters resolved within their limit ÷ those decided in the period × 100',
    ],
    { target: ALWAYS },
  ),
  late: count(
    'matters',
    'limit',
    'not hit',
    ['办理超时', 'Ran over the limit'],
    [
      '当期办理时限已到而未办结的工单数；原因按先后取第一条：接单超时、等待患者、联席会议、多部门、办理本身',
      'Matters whose limit ran out in the period; the reason is the first that holds: late acceptance, waiting for the patient, a joint meeting, several departments, the work itself',
    ],
  ),
  'promise-kept': count(
    'promises',
    'promise',
    'hit',
    ['承诺兑现', 'Promises kept'],
    ['当期按时兑现的承诺数', 'Promises kept in time in the period'],
  ),
  'promise-broken': count(
    'promises',
    'promise',
    'not hit',
    ['承诺失约', 'Promises broken'],
    ['当期到时未兑现的承诺数，事后补上的也算失约', 'Promises whose time passed in the period; kept late is broken too'],
    { target: { is: 'at-most', value: 0 } },
  ),
  'confirmed-rate': rate(
    'closed',
    'hit',
    ALL,
    ['签字确认率', 'Confirmed by the patient'],
    [
      '患者签字或确认后归档的工单 ÷ 当期归档的工单 × 100',
      'Matters archived with the patient’s word ÷ matters archived × 100',
    ],
    { kpi: 'KPI-10', target: { is: 'at-least', value: 95 } },
  ),
  'reopen-rate': rate(
    'closed',
    'mark',
    ALL,
    ['重开率', 'Reopen rate'],
    [
      '当期归档、后来又重开的工单 ÷ 当期归档的工单 × 100',
      'Matters archived in the period and opened again later ÷ matters archived × 100',
    ],
    { kpi: 'KPI-10', target: { is: 'at-most', value: 3 } },
  ),
  'waited-minutes': sum(
    'minutes',
    'closed',
    'waited',
    'coalesce(waited, 0) > 0',
    ['等待患者时长', 'Waited for patients'],
    [
      '当期归档的工单中等待患者的分钟数之和，不从时限中扣除',
      'Minutes that archived matters waited for the patient; they hide no limit',
    ],
  ),
  'trips-made': sum(
    'trips',
    'closed',
    'trips_made',
    `coalesce(trips_made, 0) > 0`,
    ['患者跑腿', 'Trips made'],
    ['当期归档的工单中患者亲自跑的次数之和', 'Trips that patients made in person, of matters archived'],
  ),
  'trips-avoided': sum(
    'trips',
    'closed',
    'trips_avoided',
    `coalesce(trips_avoided, 0) > 0`,
    ['免跑', 'Trips spared'],
    ['当期归档的工单中替患者免去的跑腿次数之和', 'Trips that patients were spared, of matters archived'],
  ),
  'trips-each': mean(
    'trips',
    'closed',
    'trips_made',
    TRIPS,
    ['多部门工单人均跑腿', 'Trips for each matter of several departments'],
    ['患者跑腿次数之和 ÷ 当期归档的多部门工单数', 'Trips made ÷ matters of several departments archived'],
    { kpi: 'KPI-02' },
  ),
  'coordination-minutes': sum(
    'minutes',
    'closed',
    'coordination',
    SEVERAL,
    ['协调用时', 'Coordination'],
    [
      '当期归档的多部门工单中各部门所用分钟数之和',
      'Minutes that departments spent on matters of several departments archived',
    ],
  ),
  'coordination-each': mean(
    'minutes',
    'closed',
    'coordination',
    SEVERAL,
    ['多部门工单平均协调用时', 'Coordination for each matter'],
    [
      '各部门所用分钟数之和 ÷ 当期归档的多部门工单数',
      'Minutes of departments ÷ matters of several departments archived',
    ],
    { kpi: 'KPI-04' },
  ),
  effort: sum(
    'minutes',
    'worked',
    'minutes',
    ALL,
    ['部门办理用时', 'Effort of departments'],
    ['当期办完的部门分工所填分钟数之和', 'Minutes that departments entered for the shares finished in the period'],
  ),
  'short-shifts': count(
    'shifts',
    'short',
    ALL,
    ['缺编班次', 'Shifts short of people'],
    [
      '当期开始的缺编时段数：某岗位在岗人数低于该班次的配备标准',
      'Times, begun in the period, in which fewer people of a post were on duty than the standard of the shift asks',
    ],
    { target: { is: 'at-most', value: 0 } },
  ),
  'short-minutes': sum(
    'minutes',
    'short',
    'minutes',
    ALL,
    ['缺编时长', 'Time short of people'],
    ['缺编时段的分钟数之和，未结束的算到此刻', 'Minutes of those times; one that goes on counts until now'],
  ),
  referred: count(
    'requests',
    'referred',
    ALL,
    ['受理转诊', 'Referrals accepted'],
    ['当期受理并编号的社区转诊数', 'Referrals of community hospitals accepted in the period'],
  ),
  'referral-first': rate(
    'referral-placed',
    'hit',
    ALL,
    ['转诊优先率', 'Referral priority kept'],
    [
      '先于同等紧急程度的普通申请得到号的转诊预约 ÷ 当期有同等紧急程度普通申请在候补的转诊预约 × 100',
      'Referral bookings placed before every other of equal urgency ÷ referral bookings of the period with such another × 100',
    ],
    { kpi: 'KPI-22', target: ALWAYS },
  ),
  'extra-asked': count(
    'requests',
    'extra-decided',
    ALL,
    ['加号申请', 'Extra numbers asked for'],
    [
      '当期答复或到时的加号申请数，到时前撤回的不算',
      'Requests answered, or whose time ran out, in the period; those taken back before are left out',
    ],
  ),
  'extra-admitted': count(
    'requests',
    'extra-decided',
    'mark',
    ['同意加号', 'Extra numbers given'],
    [
      '其中同意加号的，不占号源，单独计数',
      'Of them those that were admitted, outside the pool and counted by themselves',
    ],
  ),
  'extra-rate': rate(
    'extra-decided',
    'hit',
    ALL,
    ['加号 30 分钟答复率', 'Extra numbers answered within 30 minutes'],
    [
      '时限内答复的加号申请 ÷ 当期答复或到时的加号申请 × 100',
      'Requests answered within the limit ÷ requests answered or run out in the period × 100',
    ],
    { kpi: 'KPI-24', target: ALWAYS },
  ),
  'booking-share': rate(
    'arrival',
    'hit',
    ALL,
    ['预约率', 'Booking share'],
    [
      '预约就诊的人次 ÷ 到院就诊的人次（报到的预约与现场挂号）× 100',
      'Visits that were booked ÷ visits known here (bookings that checked in, and walk-ins) × 100',
    ],
    { kpi: 'KPI-19' },
  ),
  'booked-visits': count(
    'bookings',
    'arrival',
    'hit',
    ['预约就诊', 'Booked visits'],
    ['当期报到的预约人次，不含现场挂号', 'Bookings that checked in in the period, without walk-ins'],
    { kpi: 'KPI-19' },
  ),
  'booking-success': rate(
    'booking-wish',
    'hit',
    ALL,
    ['预约成功率', 'Booking success'],
    [
      '当期约上的人次 ÷（当期约上的人次 + 当期候补到期或退出的人次）× 100',
      'Bookings made ÷ (bookings made + those who left the waiting list without a place) × 100',
    ],
    { kpi: 'KPI-20' },
  ),
  'booking-no-show': rate(
    'booking-due',
    'not hit',
    ALL,
    ['爽约率', 'No-show rate'],
    [
      '爽约的预约 ÷ 当期到时的预约 × 100；已取消、停诊的不计',
      'Bookings whose patient did not come ÷ bookings whose time was in the period; cancelled and stopped ones count nowhere',
    ],
    { kpi: 'KPI-20' },
  ),
  'booking-changed': rate(
    'booking-due',
    'mark',
    ALL,
    ['改约率', 'Change rate'],
    [
      '曾由患者改约的预约 ÷ 当期到时的预约 × 100；医院停诊改约的不计',
      'Bookings that the patient had changed ÷ bookings whose time was in the period; what the hospital moved does not count',
    ],
    { kpi: 'KPI-20' },
  ),
  'load-response': count(
    'shares',
    'load',
    `reason = 'response' and hit`,
    ['待接单', 'To accept'],
    ['此刻待接单、未到响应时限的分工数', 'Shares not accepted yet, within the response limit'],
  ),
  'load-response-late': count(
    'shares',
    'load',
    `reason = 'response' and not hit`,
    ['接单超时', 'Late to accept'],
    ['此刻待接单、已过响应时限的分工数', 'Shares not accepted yet, past the response limit'],
  ),
  'load-work': count(
    'shares',
    'load',
    `reason = 'limit' and hit and not mark`,
    ['办理中', 'In work'],
    ['此刻办理中、时限用去不到四分之三的分工数', 'Shares in work, with more than a quarter of the limit left'],
  ),
  'load-soon': count(
    'shares',
    'load',
    `reason = 'limit' and hit and mark`,
    ['即将到时', 'Soon due'],
    ['此刻办理中、时限用去四分之三以上的分工数', 'Shares in work, with less than a quarter of the limit left'],
  ),
  'load-late': count(
    'shares',
    'load',
    `reason = 'limit' and not hit`,
    ['办理超时', 'Overdue'],
    ['此刻办理中、已过办理时限的分工数', 'Shares in work, past the limit'],
  ),
} as const
export type FigureId = keyof typeof FIGURES

/** Every figure of the house (指标目录), by id. */
export const figures = Object.fromEntries(
  Object.entries(FIGURES).map(([id, figure]) => [id, { id: id as FigureId, ...figure }]),
) as unknown as Readonly<Record<FigureId, Figure>>

export const figureIds = Object.keys(FIGURES) as readonly FigureId[]
export const isFigure = (id: string): id is FigureId => Object.hasOwn(FIGURES, id)
