export * from './contract/booking.ts'
export { AppointmentStatus, BookingChannel, ContactWay } from './contract/codes.ts'
export * from './contract/stop.ts'
export * from './contract/waiting.ts'
