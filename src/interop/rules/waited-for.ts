import type { BookingChange, Identifier, Intention } from '#interop/hl7v2/index.ts'

/** Numbers that name one record of one system; a resident id names a person, whom several records may mean. */
const NAMES_A_RECORD: ReadonlySet<string> = new Set(['patient-number', 'medical-record'])

/** Does a number name this person, so that the next message finds the same one? An insurer's alone does not. */
export const namesSomebody = (identifiers: readonly Identifier[]): boolean =>
  identifiers.some(({ kind }) => NAMES_A_RECORD.has(kind) || kind === 'resident-id')

const personKeys = (identifiers: readonly Identifier[]): string[] =>
  identifiers
    .filter(({ kind }) => NAMES_A_RECORD.has(kind))
    .map(({ system, kind, value }) => JSON.stringify([kind, system, value]))

const visitKey = (system: string, number: string): string => JSON.stringify(['visit', system, number])

const bookingKeys = ({ placer, filler }: BookingChange): string[] =>
  [placer, filler].flatMap(id => (id === null ? [] : [JSON.stringify(['booking', id.system, id.value])]))

/** What is known once this is applied: whatever waits for one of these can be tried (暂存消息的等待条件). */
export function toldBy(intention: Intention): readonly string[] {
  if (intention.kind === 'session') return []
  if (intention.kind === 'booking')
    return [...personKeys(intention.person?.identifiers ?? []), ...bookingKeys(intention.booking)]
  const keys = personKeys(intention.person.identifiers)
  if (intention.kind === 'merge') return [...keys, ...personKeys(intention.from)]
  if (intention.kind === 'visit' && intention.visit.number !== null)
    keys.push(visitKey(intention.visit.system, intention.visit.number))
  return keys
}

/** What must be told before this can be applied: its booking, its visit where that has a number, else its patient. */
export function waitsFor(intention: Intention): readonly string[] {
  if (intention.kind === 'booking') return bookingKeys(intention.booking)
  if (intention.kind === 'visit' && intention.visit.number !== null)
    return [visitKey(intention.visit.system, intention.visit.number)]
  return toldBy(intention)
}
