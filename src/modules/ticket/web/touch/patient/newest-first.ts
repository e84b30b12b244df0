import type { Matter } from './matter.ts'

type ToldLine = Matter['told'][number]

/** What the hospital told, the newest first; of two in the same moment, the later said. */
export const newestFirst = (told: readonly ToldLine[]): readonly ToldLine[] =>
  told.toReversed().toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))

/** Knows a line again. */
export const lineKey = ({ at, text }: ToldLine): string => `${at} ${text}`
