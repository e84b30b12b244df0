import { ALL, count, mean, sum } from './figure.ts'

const SEVERAL = `scope = 'multi'`
/** A matter of several departments whose trips were written down. */
const TRIPS = `${SEVERAL} and trips_made is not null`

/** What comes, goes and lies there (工单量), and what it took: minutes, trips. */
export const matters = {
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
} as const
