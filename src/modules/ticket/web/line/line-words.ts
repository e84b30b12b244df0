import type { Action, Events } from '#kernel/event.ts'
import { type Say, sayTime } from '#ui/language.ts'
import '../../events.ts'
import type { ticketWords } from '../words.ts'
import type { Line } from '../ticket.ts'
import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const lineWords = { zh, en }

/** Who is meant by an id in the facts of a line. */
export interface Names {
  readonly unit: (id: string) => string
  readonly person: (id: string) => string
  /** The unit of a share. */
  readonly part: (id: string) => string
}
/** One line of the time line in words (时间线): a sentence, and what was said. */
export interface Sentence {
  readonly words: string
  readonly quotes: readonly { readonly label?: string; readonly text: string }[]
  /** `patient`: said by or to the patient; `inside`: only staff see it. */
  readonly tone: 'plain' | 'patient' | 'inside' | 'late' | 'done'
}

type TicketAction = Extract<Action, `ticket.${string}`>
type SayLine = Say<typeof zh>
interface Told {
  readonly line: Line
  readonly names: Names
  readonly say: SayLine
  readonly sayTicket: Say<typeof ticketWords.zh>
  /** The quoted words that are there, of these parts of the detail; `label.<key>` before each but the first named plainly. */
  readonly quoted: (...keys: readonly string[]) => Sentence['quotes']
}
type Catalogue = { readonly [A in TicketAction]: (facts: Events[A], told: Told) => Sentence | null }

const plain = (words: string, quotes: Sentence['quotes'] = [], tone: Sentence['tone'] = 'plain'): Sentence => ({
  words,
  quotes,
  tone,
})
/** Did the patient do it, on the own page? */
const isPatients = (line: Line): boolean => line.by.kind === 'patient-link'
const both = (at: string) => sayTime(at, 'both')
const joined = (ids: readonly string[], nameOf: (id: string) => string, say: SayLine) =>
  ids.map(nameOf).join(say('and'))
const unitOf = ({ line, say }: Told) => line.unit?.name ?? say('unit.some')

/** Every thing that can happen to a matter has its sentence here, or is not for the time line; a new one does not compile without. */
const CATALOGUE: Catalogue = {
  'ticket.registered': (_, { say, quoted }) => plain(say('registered'), quoted('description'), 'patient'),
  'ticket.dispatched': ({ units, round }, { say, names }) =>
    plain(say(round > 1 ? 'dispatched-again' : 'dispatched', { units: joined(units, names.unit, say), round })),
  'ticket.accepted': ({ breach, minutes }, told) =>
    plain(
      told.say(breach ? 'accepted-late' : 'accepted', { unit: unitOf(told), minutes }),
      [],
      breach ? 'late' : 'plain',
    ),
  'ticket.started': ({ part }, told) =>
    plain(part ? told.say('started-unit', { unit: told.names.part(part) }) : told.say('started')),
  'ticket.declined': ({ to }, told) =>
    plain(told.say('declined', { unit: unitOf(told), to: told.names.person(to) }), told.quoted('reason')),
  'ticket.handed-on': ({ to, toUnit }, { say, names, quoted }) =>
    plain(say('handed-on', { unit: names.unit(toUnit), to: names.person(to) }), quoted('reason')),
  'ticket.part-finished': ({ minutes }, told) =>
    plain(told.say('part-finished', { unit: unitOf(told), minutes }), told.quoted('result', 'evidence'), 'done'),
  'ticket.progressed': ({ patientSees }, { say, quoted }) =>
    plain(say(patientSees ? 'progressed-told' : 'progressed'), quoted('text'), patientSees ? 'patient' : 'plain'),
  'ticket.replied': (_, { say, quoted }) => plain(say('replied'), quoted('text'), 'patient'),
  'ticket.noted': ({ question, mentions = [] }, { say, names, quoted }) => {
    const to = joined(mentions, names.person, say)
    const words = to ? say(question ? 'asked-mentioned' : 'mentioned', { to }) : say(question ? 'asked' : 'noted')
    return plain(words, quoted('text'), 'inside')
  },
  'ticket.merged': ({ number }, { say, quoted }) => plain(say('merged', { number }), quoted('reason')),
  'ticket.absorbed': ({ number, dueAt }, { say, quoted }) =>
    plain(say('absorbed', { number, time: both(dueAt) }), quoted('reason')),
  'ticket.urged': ({ to }, { say, names, quoted }) =>
    plain(say('urged', { to: joined(to, names.person, say) }), quoted('text')),
  'ticket.number-given': (_, { say, line }) =>
    plain(
      say('number-given', {
        topic: String(line.detail['topic'] ?? ''),
        name: String(line.detail['name'] ?? ''),
        phone: String(line.detail['phone'] ?? ''),
      }),
      [],
      'patient',
    ),
  'ticket.promised': ({ dueAt }, { say, quoted }) =>
    plain(say('promised', { time: both(dueAt) }), quoted('text'), 'patient'),
  'ticket.promise-kept': ({ late }, { say }) =>
    plain(say(late ? 'promise-kept-late' : 'promise-kept'), [], late ? 'late' : 'done'),
  // The escalation of the same moment says it, with whom it was told.
  'ticket.promise-broken': () => null,
  'ticket.waiting': (_, { say, quoted }) => plain(say('waiting'), quoted('reason', 'evidence')),
  'ticket.resumed': ({ minutes }, { say, line, quoted }) =>
    plain(say(isPatients(line) ? 'resumed-self' : 'resumed', { minutes }), quoted('answer'), 'patient'),
  'ticket.classified': ({ class: to, difficulty, dueAt }, { say, sayTicket, quoted }) => {
    const ticks = difficulty.map(tick => sayTicket(`difficulty.${tick}` as 'difficulty.meeting')).join(say('and'))
    return plain(
      say(to === 'complex' ? 'classified-complex' : 'classified-general', { difficulty: ticks, time: both(dueAt) }),
      quoted('reason'),
    )
  },
  'ticket.departments-added': ({ units, dueAt }, { say, names, quoted }) => {
    const named = joined(units, names.unit, say)
    const words = dueAt
      ? say('departments-added-due', { units: named, time: both(dueAt) })
      : say('departments-added', { units: named })
    return plain(words, quoted('reason', 'task'))
  },
  'ticket.meeting-called': ({ units, people = [] }, { say, names, line, quoted }) => {
    const key = line.detail['way'] === 'online' ? 'meeting-called-online' : 'meeting-called-room'
    const time = typeof line.detail['startsAt'] === 'string' ? both(line.detail['startsAt']) : ''
    const named = joined(units, names.unit, say)
    const all =
      people.length === 0 ? named : say('meeting-people', { units: named, people: joined(people, names.person, say) })
    return plain(say(key, { time, units: all }), quoted('', 'place'))
  },
  'ticket.meeting-answered': ({ unit, takesPart }, { say, names, quoted }) =>
    plain(
      unit === null
        ? say(takesPart ? 'meeting-me-takes-part' : 'meeting-me-declined')
        : say(takesPart ? 'meeting-takes-part' : 'meeting-declined', { unit: names.unit(unit) }),
      quoted('reason'),
    ),
  'ticket.meeting-decided': ({ responsible, deadline, beyondLimit }, { say, names, line, quoted }) => {
    const { reason } = line.detail
    const approval = typeof reason === 'string' && reason ? [{ label: say('meeting-approval'), text: reason }] : []
    const words = say(beyondLimit ? 'meeting-decided-beyond' : 'meeting-decided', {
      unit: names.unit(responsible),
      time: both(deadline),
    })
    return plain(words, [...quoted('', 'minutes'), ...approval], beyondLimit ? 'late' : 'plain')
  },
  'ticket.resolved': ({ tripsMade: made, tripsAvoided: avoided, contacts }, { say, quoted }) => {
    const trips = () => (made === null || avoided === null ? say('resolved') : say('resolved-trips', { made, avoided }))
    const words =
      made === null || avoided === null || contacts == null
        ? trips()
        : say('resolved-contacts', { made, avoided, contacts })
    return plain(words, quoted('', 'result', 'evidence'), 'done')
  },
  'ticket.confirmed': ({ method }, { say, line, quoted }) => {
    const keys = {
      signature: isPatients(line) ? 'confirmed-signature-self' : 'confirmed-signature',
      link: 'confirmed-link',
      phone: 'confirmed-phone',
      oral: 'confirmed-oral',
    } as const
    return plain(say(keys[method as keyof typeof keys] ?? 'confirmed-signature'), quoted('', 'words'), 'done')
  },
  'ticket.disagreed': (_, { say, line, quoted }) =>
    plain(say(isPatients(line) ? 'disagreed-self' : 'disagreed'), quoted('reason'), 'patient'),
  'ticket.rated': ({ stars }, { say, quoted }) => plain(say('rated', { stars }), quoted('', 'words'), 'patient'),
  'ticket.attempted': ({ way, count }, { say, sayTicket, quoted }) =>
    plain(say('attempted', { count, way: sayTicket(`way.${way}` as 'way.phone') }), quoted('note')),
  'ticket.closed-unconfirmed': ({ because }, { say }) =>
    plain(say(because === 'attempts' ? 'closed-attempts' : 'closed-time')),
  'ticket.owner-offered': ({ to }, { say, names, quoted }) =>
    plain(say('owner-offered', { to: names.person(to) }), quoted('note')),
  'ticket.owner-changed': ({ from, to, forced }, { say, names, quoted }) =>
    plain(
      say(forced ? 'owner-forced' : 'owner-changed', { from: names.person(from), to: names.person(to) }),
      quoted('reason'),
    ),
  'ticket.owner-left': ({ count }, { say }) => plain(say('owner-left', { count })),
  'ticket.reopened': ({ round, dueAt }, { say, quoted }) =>
    plain(say('reopened', { round, time: both(dueAt) }), quoted('reason')),
  'ticket.cancelled': (_, { say, quoted }) => plain(say('cancelled'), quoted('reason')),
  'ticket.attached': (_, { say }) => plain(say('attached')),
  'ticket.escalated': ({ step, part, to }, { say, names, line }) => {
    const key = `escalated-${step}`
    const known = key in zh ? (key as 'escalated-overdue') : 'escalated-other'
    const unit = line.unit?.name ?? (part ? names.part(part) : '')
    return plain(say(known, { unit, to: joined(to, names.person, say) }), [], 'late')
  },
  'ticket.step-done': ({ patientSees }, { say, line, quoted }) =>
    plain(
      say(patientSees ? 'step-done-told' : 'step-done', { step: String(line.detail['name'] ?? '') }),
      quoted('', 'words', 'text').map(({ text }) => ({ text })),
      patientSees ? 'patient' : 'plain',
    ),
  'ticket.step-undone': (_, { say, line, quoted }) =>
    plain(say('step-undone', { step: String(line.detail['name'] ?? '') }), quoted('reason')),
  'ticket.papers-ticked': ({ present, missing }, { say }) => plain(say('papers-ticked', { present, missing })),
  'ticket.help-wanted': (_, { say, quoted }) => plain(say('help-wanted'), quoted('text'), 'patient'),
  'ticket.patient-answered': (_, { say, quoted }) => plain(say('patient-answered'), quoted('text'), 'patient'),
  'ticket.patient-relabelled': (_, { say }) => plain(say('patient-relabelled')),
  'ticket.opened': () => null,
  'ticket.listed': () => null,
  'ticket.unmasked': (_, { say, quoted }) => plain(say('unmasked'), quoted('reason'), 'inside'),
  'ticket.link-made': ({ purpose, to }, { say, names }) =>
    plain(
      to === null || purpose === 'patient' ? say('link-patient') : say('link-liaison', { to: names.person(to) }),
      [],
      'inside',
    ),
  'ticket.edit-refused': (_, { say }) => plain(say('edit-refused'), [], 'inside'),
}

/** What one line says; null for what a time line does not tell. */
export function sentence(line: Line, names: Names, say: SayLine, sayTicket: Told['sayTicket']): Sentence | null {
  const tell = CATALOGUE[line.action as TicketAction] as ((facts: unknown, told: Told) => Sentence | null) | undefined
  const quoted: Told['quoted'] = (...keys) =>
    keys.flatMap((key, index) => {
      const text = key && line.detail[key]
      if (typeof text !== 'string' || text.trim() === '') return []
      const label = index > 0 ? `label.${key}` : ''
      return [label in zh ? { label: say(label as 'label.evidence'), text } : { text }]
    })
  return tell ? tell(line.facts, { line, names, say, sayTicket, quoted }) : plain(say('other'))
}

/** Who did it, in a word. */
export function speaker(line: Line, say: SayLine): string {
  if (line.by.kind === 'patient-link' || line.by.kind === 'public') return say('by.patient')
  if (line.by.kind === 'system') return say('by.system')
  return line.by.name ?? say('by.somebody')
}
