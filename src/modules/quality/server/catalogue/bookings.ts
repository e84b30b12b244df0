import { ALL, ALWAYS, count, rate } from './figure.ts'

/** Referrals, extra numbers and appointments (转诊、加号、预约). */
export const bookings = {
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
} as const
