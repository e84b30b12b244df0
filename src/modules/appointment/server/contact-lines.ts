import { onContactLine } from '#modules/patient/index.ts'

/** Which steps of a booking are contacts with the patient (服务轨迹, PAT-04). */
export const sayAppointments = (): void =>
  onContactLine('appointment', {
    'appointment.booked': { zh: '预约 {number}', en: 'Booked {number}' },
    'appointment.moved': { zh: '改约', en: 'Booking moved' },
    'appointment.cancelled': { zh: '取消预约', en: 'Booking cancelled' },
    'appointment.registered': { zh: '现场挂号', en: 'Registered on site' },
    'appointment.reserved': { zh: '登记复诊 {number}', en: 'Review reserved {number}' },
    'appointment.series-booked': { zh: '治疗预约 {number}，{sessions} 次', en: '{sessions} sessions booked, {number}' },
    'appointment.treatment-moved': { zh: '治疗改时间', en: 'A session was moved' },
    'appointment.treatment-cancelled': { zh: '取消治疗 {sessions} 次', en: '{sessions} sessions cancelled' },
    'appointment.checked-in': { zh: '报到', en: 'Checked in' },
    'appointment.no-show': { zh: '未到诊', en: 'Did not come' },
  })
