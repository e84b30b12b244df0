import { useWords } from '#ui/language.ts'
import type { Ticket } from '../ticket.ts'
import { useDirectory } from '../units.ts'
import { lineWords, type Names } from './line-words.ts'

/** Names of those who had to do with a matter: from the matter itself, else from the unit tree. */
export function useNames(ticket: Ticket): Names {
  const directory = useDirectory()
  const say = useWords(lineWords)
  const people = new Map([[ticket.owner.id, ticket.owner.name]])
  for (const { assignee } of ticket.parts) people.set(assignee.id, assignee.name)
  if (ticket.offeredTo) people.set(ticket.offeredTo.id, ticket.offeredTo.name)
  const units = new Map(ticket.parts.map(part => [part.unit.id, part.unit.name]))
  return {
    unit: id => units.get(id) ?? directory.unitName(id) ?? say('unit.some'),
    person: id => people.get(id) ?? directory.personName(id) ?? say('by.somebody'),
    part: id => ticket.parts.find(part => part.id === id)?.unit.name ?? say('unit.some'),
  }
}
