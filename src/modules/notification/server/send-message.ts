import { systemCaller } from '#kernel/caller.ts'
import { maskName, maskPhone } from '#kernel/masking.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { organisation } from '#modules/staff/index.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Wanted } from '../rules/message.ts'
import { quietUntil } from '../rules/quiet-hours.ts'
import { mustFill } from '../rules/template.ts'
import { messagePolicy } from '../settings.ts'
import { kindOf } from './kinds.ts'
import { shorten } from './links.ts'

/** What a message holds, enciphered: the values, and the address that its text shows. */
export interface Held {
  readonly values: Readonly<Record<string, string>>
  readonly link: string | null
}

/** Whom a number belongs to, enciphered; null for patients and staff, whose numbers are read when it goes out. */
export interface Recipient {
  readonly phone: string
  readonly name: string | null
}

/**
 * Puts a message in the queue, in the caller's transaction (消息入队): it goes out when that commits, at night only when urgent.
 * Refuses an unknown template, a missing value, an unknown recipient. Returns the message's id.
 */
export const sendMessage =
  (house: House) =>
  async (tx: Tx, wanted: Wanted): Promise<string> => {
    const kind = kindOf(wanted.template)
    mustFill(kind, wanted.values)
    const now = house.clock.now()
    const { value: policy } = await house.settings.at(house.hospital.id, messagePolicy, now)
    const quiet = wanted.urgent === true ? null : quietUntil(now, policy.quietHours, house.hospital.zone)
    const id = house.ids.next()
    const link =
      wanted.link === undefined
        ? null
        : await shorten(house, tx, id, wanted.link, now.add({ hours: policy.linkDays * 24 }))
    await tx
      .insertInto('notification.message')
      .values({
        ...(await recipientOf(house, tx, wanted.to)),
        hospitalId: house.hospital.id,
        id,
        version: 1,
        template: wanted.template,
        language: 'zh',
        aboutKind: wanted.about.kind,
        aboutId: wanted.about.id,
        content: house.cipher.encipherJson({ values: wanted.values, link } satisfies Held),
        urgent: wanted.urgent ?? false,
        state: quiet === null ? 'queued' : 'held',
        route: null,
        step: 0,
        lane: null,
        waits: 0,
        madeAt: now.toString(),
        dueAt: (quiet ?? now).toString(),
        answerBy: wanted.answerBy === undefined ? null : Temporal.Instant.from(wanted.answerBy).toString(),
        answeredAt: null,
        settledAt: null,
        resendOf: null,
        byPhone: wanted.byPhone ?? false,
      })
      .execute()
    await tellQueued(house, tx, id, wanted, quiet !== null, now)
    return id
  }

const tellQueued = (house: House, tx: Tx, id: string, wanted: Wanted, held: boolean, now: Instant): Promise<void> =>
  house.journal.write(
    tx,
    systemCaller(house.hospital.id),
    [
      {
        action: 'message.queued',
        subject: { kind: 'message', id },
        version: 1,
        patientId: wanted.to.kind === 'patient' ? wanted.to.patientId : null,
        facts: { template: wanted.template, aboutKind: wanted.about.kind, aboutId: wanted.about.id, held },
      },
    ],
    now,
  )

async function recipientOf(house: House, tx: Tx, to: Wanted['to']) {
  const nobody = { patientId: null, personId: null, unitId: null, recipient: null }
  if (to.kind === 'patient') {
    const label = await patientLabel(house, tx, house.hospital.id, to.patientId)
    if (label === null) throw new Problem('not-found')
    return { ...nobody, toKind: to.kind, patientId: to.patientId, recipientMasked: label.nameMasked }
  }
  if (to.kind === 'person') {
    const person = (await organisation(house)).people.get(to.personId)
    if (person === undefined) throw new Problem('not-found')
    return {
      ...nobody,
      toKind: to.kind,
      personId: to.personId,
      unitId: to.unitId ?? null,
      recipientMasked: person.name,
    }
  }
  const recipient: Recipient = { phone: to.phone, name: to.name ?? null }
  return {
    ...nobody,
    toKind: to.kind,
    recipient: house.cipher.encipherJson(recipient),
    recipientMasked: to.name === undefined ? maskPhone(to.phone) : maskName(to.name),
  }
}
