/** Which process guide (流程指引) stands beside a matter of an item; the others have none of their own. */
const GUIDES: Readonly<Record<string, string>> = {
  'SVC-01': 'registration',
  'SVC-02': 'exam-booking',
  'SVC-05': 'registration',
  'SVC-06': 'registration',
  'SVC-07': 'admission',
  'SVC-08': 'registration',
  'SVC-09': 'exam-booking',
  'SVC-10': 'exam-booking',
  'SVC-13': 'medicine',
  'SVC-16': 'record-copy',
  'SVC-17': 'refund',
  'SVC-18': 'payment',
  'SVC-19': 'reports',
}

/** The topic of the guide that belongs to a service item; null where there is none. */
export const guideOfItem = (code: string): string | null => GUIDES[code] ?? null
