import { pino } from 'pino'

/** The house's log: JSON lines on standard error. Never a body, a query, a header or a name: what goes in is listed here. */
export interface Log {
  info(facts: LogFacts, message: string): void
  warn(facts: LogFacts, message: string): void
  error(facts: LogFacts, message: string): void
}
export interface LogFacts {
  readonly [fact: string]: string | number | boolean | null | undefined
}

export const openLog = (level: string): Log => pino({ level, base: null }, pino.destination({ dest: 2, sync: false }))

/** What of an error may stand in a log: its kind, code and place in our source, not its message, which may quote a row. */
export function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error }
  const place = error.stack
    ?.split('\n')
    .filter(line => line.trimStart().startsWith('at '))
    .slice(0, 4)
    .join(' | ')
  const { code, constraint, table } = error as { code?: string; constraint?: string; table?: string }
  return { error: error.name, code, constraint, table, place }
}
