/** What happens to sessions, slots and bookings. Facts are small and never patient data. */
declare module '#kernel/event.ts' {
  interface Events {
    'appointment.session-published': { session: string; unit: string; doctor: string; day: string; places: number }
    'appointment.quota-released': { slot: string; quota: string; places: number }
    /** Slots that the outside platform was told, and those that it could not be told. */
    'appointment.platform-told': { sent: number; failed: number }
    'appointment.platform-set': { on: boolean; key: boolean }
    'appointment.platform-retried': { slots: number }
    'appointment.list-rules-set': { version: number; cutOffHour: number; horizonDays: number }
    'appointment.lists-missing': { day: string; given: number; planned: number; to: readonly string[] }
    /** The subject of both is the slot. */
    'appointment.places-changed': { slot: string; session: string; by: number }
    'appointment.moved-out': { booking: string; to: string }
    'appointment.held': { number: string; slot: string; channel: string }
    /** `referral` where it was booked for one; `replaces` the booking with which the patient had checked in for a stopped session. */
    'appointment.booked': { number: string; slot: string; channel: string; referral?: string; replaces?: string }
    'appointment.lapsed': { slot: string }
    'appointment.moved': { from: string; to: string; byPatient: boolean }
    'appointment.cancelled': { slot: string; by: 'patient' | 'hospital'; replacedBy?: string }
    /** What the queue makes its entry of; `walkIn` is the order of who registered on site, null for who had booked. */
    'appointment.checked-in': {
      number: string
      unit: string
      doctor: string
      session: string
      slot: string
      startsAt: string
      way: string
      place: string
      zone: string | null
      device: string | null
      late: boolean
      lateMinutes: number
      walkIn: number | null
      severity: number | null
    }
    /** Somebody registered on site; what the fee is asked for. */
    'appointment.registered': {
      number: string
      unit: string
      doctor: string
      session: string
      slot: string
      channel: string
      order: number
      severity: number | null
      feeLevel: string
    }
    'appointment.kiosk-begun': { device: string; by: string }
    'appointment.kiosk-ended': { device: string; because: string; released: boolean }
    'appointment.no-show': { slot: string; unit: string }
    'appointment.offered': { slot: string; waiting: string; until: string; referralFirst: boolean }
    'appointment.stopped': { slot: string; case: string }
    /** The same for who had checked in already. */
    'appointment.stopped-here': { slot: string; case: string }
    /** A link by which the patient of a stopped or substituted session chooses another time, and until when it holds. */
    'appointment.link-made': { until: string }
    'appointment.call-asked': { slot: string }
    'appointment.unreached': { case: string }
    'appointment.stop-answered': { slot: string }
    'appointment.stop-opened': { patients: number }
    /** Another doctor sees the patient, at the same time and place (替诊). */
    'appointment.substituted': { slot: string }
    'appointment.waiting-joined': { unit: string; urgency: number; referred: boolean }
    'appointment.waiting-ended': { unit: string; because: string }
    'appointment.offer-ended': { slot: string; because: 'declined' | 'lapsed' | 'stopped' }
    /** `here` how many had checked in, where some had. */
    'appointment.session-stopped': { session: string; unit: string; bookings: number; case: string; here?: number }
    'appointment.session-reopened': { session: string; unit: string; bookings: number }
    'appointment.stop-closed': { session: string }
    'appointment.appealed': { appeal: string }
    'appointment.excused': { appeal: string }
    'appointment.not-excused': { appeal: string }
    'appointment.appeals-listed': { count: number }
    'appointment.limits-set': { version: number; on: number }
    'appointment.notified': { slot: string }
    'appointment.reminded': { slot: string }
    'appointment.resource-written': { resource: string; version: number; from: string }
    'appointment.series-booked': { number: string; resource: string; unit: string; sessions: number }
    'appointment.treatment-moved': { series: string; ordinal: number; from: string; to: string }
    'appointment.treatment-cancelled': { series: string; sessions: number }
    'appointment.treatment-marked': { series: string; ordinal: number; status: 'done' | 'missed' }
    'appointment.treatment-reminded': { series: string; ordinal: number }
    'appointment.reserved': { number: string; unit: string; week: string; channel: string }
    'appointment.reservation-placed': { unit: string; week: string; slot: string; byPerson: boolean }
    'appointment.reservation-to-call': { unit: string; week: string; because: 'no-places' | 'week-full' }
    'appointment.reservation-tried': { unit: string; attempts: number }
    'appointment.reservation-moved': { unit: string; from: string; to: string }
    'appointment.reservation-ended': { unit: string; because: 'cancelled' | 'unreached' | 'merged' }
    'appointment.review-due': { unit: string; week: string; daysBefore: number }
    'appointment.extra-asked': { session: string; unit: string; until: string }
    'appointment.extra-escalated': { unit: string; people: readonly string[] }
    'appointment.extra-approved': { session: string; unit: string; extra: number; late: boolean }
    'appointment.extra-refused': { session: string; unit: string; alternatives: number; late: boolean }
    'appointment.extra-ended': { unit: string; because: 'withdrawn' | 'expired' | 'stopped' | 'merged' }
    /** It is of the record now into which the patient's was merged, or from which it was parted again. */
    'appointment.patient-relabelled': Record<never, never>
    'appointment.opened': { from: string }
    'appointment.listed': { unit: string | null; day: string; count: number }
  }
}
export {}
