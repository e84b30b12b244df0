import { ALL, ALWAYS, count, rate } from './figure.ts'

/** Limits, promises and the patient’s word (时限、承诺、签字): what was kept of what was due. */
export const limits = {
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
} as const
