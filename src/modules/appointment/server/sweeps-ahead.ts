import { extraSweep } from './sweep-extras.ts'
import { reservationSweep, reviewSweep } from './sweep-reservations.ts'

/** What is done by the clock for extra numbers and reviews ahead (加号、中长期预约). */
export const aheadSweeps = [extraSweep, reservationSweep, reviewSweep] as const
