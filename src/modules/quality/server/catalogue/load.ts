import { count } from './figure.ts'

/** What each department has before it at this moment (部门负荷). */
export const load = {
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
