/** The patient’s side: by signed link, by code, by number. */
import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { reason, version } from './pieces.ts'

/** What a patient sees of one matter: nothing about the illness, nothing about others (TKT-08). */
export const Matter = z
  .strictObject({
    hospital: z.strictObject({ name: z.string(), phone: z.string() }),
    number: z.string(),
    title: z.string(),
    station: z.enum(['received', 'in-hand', 'please-confirm', 'settled', 'withdrawn']),
    openedAt: instant,
    inHandAt: instant.nullable(),
    resolvedAt: instant.nullable(),
    closedAt: instant.nullable(),
    withNow: z.string(),
    owner: z.strictObject({ name: z.string(), phone: z.string() }),
    promise: z.strictObject({ text: z.string(), dueAt: instant }).nullable(),
    waitingFor: z.string().nullable(),
    result: z.string().nullable(),
    told: z.array(z.strictObject({ at: instant, text: z.string() })),
    confirmedAt: instant.nullable(),
    /** What the patient said of how it was handled. */
    rating: z.strictObject({ stars: z.int(), words: z.string().nullable() }).nullable(),
    version,
    now: instant,
  })
  .meta({ id: 'Matter', description: '患者看到的事项' })

export const readMatter = get('/api/matter', {
  id: 'matter.read',
  summary: 'My matter, by signed link',
  access: 'link',
  returns: Matter,
})

const mine = <B extends z.ZodType>(name: string, summary: string, body: B, problems: readonly string[] = []) =>
  post(`/api/matter/${name}`, {
    id: `matter.${name}`,
    summary,
    access: 'link',
    body,
    returns: z.strictObject({ version, station: Matter.shape.station }),
    problems: ['ticket-status', ...problems],
    callsPerMinute: 20,
  })

export const confirmMatter = mine(
  'confirm',
  'It is settled: I sign, or I confirm by my link',
  z.strictObject({ signature: z.string().max(40_000).nullable(), version }),
  ['stale-version', 'confirmation-incomplete'],
)

export const disagreeMatter = mine('disagree', 'It is not settled', z.strictObject({ reason }))

export const askForHelp = mine(
  'help',
  'I need help: the owner is told at once',
  z.strictObject({ text: text(300).nullable() }),
)

export const answerMatter = mine(
  'answer',
  'I add something, or answer what was asked',
  z.strictObject({ text: text(1000) }),
)

export const rateMatter = mine(
  'rate',
  'How it was handled, from one star to five, in my words',
  z.strictObject({ stars: z.int().min(1).max(5), words: text(500).nullable() }),
  ['rated-already'],
)

export const findMatter = post('/api/track/number', {
  id: 'matter.find',
  summary: 'Find a matter by its number and the whole telephone that was left with it',
  access: 'public',
  body: z.strictObject({ number: text(30), phone: text(30) }),
  returns: z.strictObject({ token: z.string() }),
  problems: ['find-unknown', 'track-locked'],
  callsPerMinute: 20,
})

export const trackMatter = post('/api/track', {
  id: 'matter.track',
  summary: 'Find a matter by tracking code and the last four digits of the phone',
  access: 'public',
  body: z.strictObject({ code: text(20), lastFour: z.string().regex(/^\d{4}$/) }),
  returns: z.strictObject({ token: z.string() }),
  problems: ['track-unknown', 'track-locked'],
  callsPerMinute: 20,
})

/** Whose page this is and the telephone that is always there: for a page that knows no matter yet, or whose link has ended. */
export const readHospital = get('/api/hospital', {
  id: 'hospital.read',
  summary: 'Name, telephone and time zone of the hospital',
  access: 'public',
  returns: z
    .strictObject({ name: z.string(), phone: z.string(), zone: z.string() })
    .meta({ id: 'Hospital', description: '医院' }),
})
