import { extraSweep } from './sweep-extras.ts'
import { treatmentSweep } from './treatment/sweep.ts'
import { reservationSweep, reviewSweep } from './sweep-reservations.ts'

/** What is done by the clock for extra numbers, reviews ahead and treatments (加号、中长期预约、特殊治疗). */
export const aheadSweeps = [extraSweep, reservationSweep, reviewSweep, treatmentSweep] as const
