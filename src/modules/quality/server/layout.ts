import type { Dimension } from '../rules/figure.ts'
import { type FigureId, figures } from './catalogue.ts'

/** One table of a report: its figures whole, or by a dimension. */
export interface Section {
  readonly id: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly by: Dimension | null
  readonly figures: readonly FigureId[]
}

/** What a report shows, in order (日报、月报版式, REP-01). */
export const SECTIONS: readonly Section[] = [
  {
    id: 'volume',
    title: { zh: '工单量', en: 'Volume' },
    by: null,
    figures: ['opened', 'urgent', 'closed', 'reopened', 'open', 'overdue', 'waiting'],
  },
  {
    id: 'limits',
    title: { zh: '时限与承诺', en: 'Limits and promises' },
    by: null,
    figures: [
      'response-rate',
      'response-late',
      'general-rate',
      'complex-rate',
      'limit-rate',
      'late',
      'promise-kept',
      'promise-broken',
    ],
  },
  {
    id: 'patient',
    title: { zh: '患者', en: 'Patients' },
    by: null,
    figures: ['confirmed-rate', 'reopen-rate', 'waited-minutes', 'trips-made', 'trips-avoided', 'trips-each'],
  },
  {
    id: 'cost',
    title: { zh: '协调成本', en: 'Coordination' },
    by: null,
    figures: ['coordination-minutes', 'coordination-each', 'effort'],
  },
  {
    id: 'staffing',
    title: { zh: '人员配备', en: 'Staffing' },
    by: 'unit',
    figures: ['short-shifts', 'short-minutes'],
  },
  {
    id: 'referral',
    title: { zh: '社区转诊', en: 'Referrals' },
    by: null,
    figures: ['referred', 'referral-first'],
  },
  {
    id: 'extra',
    title: { zh: '紧急加号', en: 'Extra numbers' },
    by: 'unit',
    figures: ['extra-asked', 'extra-admitted', 'extra-rate'],
  },
  { id: 'reasons', title: { zh: '超时原因', en: 'Reasons of lateness' }, by: 'reason', figures: ['late'] },
  {
    id: 'items',
    title: { zh: '按服务事项', en: 'By service item' },
    by: 'item',
    figures: ['opened', 'closed', 'limit-rate'],
  },
  { id: 'channels', title: { zh: '按渠道', en: 'By channel' }, by: 'channel', figures: ['opened', 'closed'] },
  { id: 'positions', title: { zh: '按工位', en: 'By desk position' }, by: 'position', figures: ['opened', 'closed'] },
  { id: 'groups', title: { zh: '按服务组', en: 'By group' }, by: 'group', figures: ['opened', 'closed', 'limit-rate'] },
  {
    id: 'units',
    title: { zh: '按部门', en: 'By department' },
    by: 'unit',
    figures: ['dispatched', 'response-rate', 'limit-rate', 'effort'],
  },
  {
    id: 'bookings',
    title: { zh: '预约', en: 'Bookings' },
    by: null,
    figures: ['booking-share', 'booked-visits', 'booking-success', 'booking-no-show', 'booking-changed'],
  },
  {
    id: 'booking-channels',
    title: { zh: '预约按渠道', en: 'Bookings by channel' },
    by: 'channel',
    figures: ['booked-visits', 'booking-success', 'booking-no-show', 'booking-changed'],
  },
  {
    id: 'booking-units',
    title: { zh: '预约按科室', en: 'Bookings by department' },
    by: 'unit',
    figures: ['booking-share', 'booked-visits', 'booking-success', 'booking-no-show', 'booking-changed'],
  },
]

/** Every set that a report counts: its rows are kept with it. */
export const KEPT_SETS = [...new Set(SECTIONS.flatMap(section => section.figures.map(id => figures[id].set)))]

/** What the daily report also wants (REP-01), of modules that are not there yet: named, never shown as nought. */
export const ABSENT: readonly { readonly zh: string; readonly en: string }[] = [
  { zh: '投诉与建议', en: 'Complaints and suggestions' },
  { zh: '候诊', en: 'Waiting times' },
  { zh: '陪同、借用与便民', en: 'Escorts, loans and convenience' },
  { zh: '巡查', en: 'Rounds' },
  { zh: '肺结核登记日结', en: 'Closing of the TB register' },
  { zh: '随访', en: 'Follow-up' },
  { zh: '出勤', en: 'Attendance' },
]
