import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { type House, transact } from '#platform/house.ts'
import type { changePatient as endpoint } from '../contract.ts'
import { type PersonChange, readChange } from '../rules/entry.ts'
import { changedFields } from '../rules/person.ts'
import type { Said } from '../rules/said.ts'
import { replaceKeys } from './find.ts'
import { findMatches, matchOf } from './find-matches.ts'
import { claim, identifiersOf } from './identifier.ts'
import { keepJudgement } from './phone-checks.ts'
import { cardNamed, existing, mustBeFree } from './register-patient.ts'
import { familyOf, mustBeCurrent, mustLoad, savePerson } from './store.ts'
import { todayOf } from './today.ts'

/** A field that was not sent is undefined. */
type Sent = { readonly [K in keyof PersonChange]?: PersonChange[K] | undefined }
type Asked = Sent & {
  readonly id: string
  readonly version: number
  readonly card?: string | undefined
  readonly despite: string | null
}
type Changed = Answer<typeof endpoint>

/** Changes what is known of a person (患者信息变更); a field that was not sent stays. What a desk says now outlives older messages. */
export const changePatient = (house: House, caller: Caller, asked: Asked): Promise<Changed> =>
  transact(house, caller, async work => {
    const { tx, tell } = work
    const { id: _, version, card, despite, ...sent } = asked
    const stored = await mustLoad(house, tx, caller.hospitalId, asked.id, true)
    await mustBeCurrent(tx, caller.hospitalId, stored, version)
    const person = readChange(stored.person, stated(sent), todayOf(house))
    const fields = changedFields(stored.person, person)
    const family = await familyOf(tx, caller.hospitalId, stored.id)
    const matches = await findMatches(house, tx, caller.hospitalId, person, family)
    const certain = matches.find(match => match.certainty === 'certain')
    if (certain !== undefined && fields.includes('document') && despite === null) throw existing(certain.stored)
    const cards = card === undefined ? [] : [cardNamed(card)]
    await mustBeFree(house, tx, caller.hospitalId, cards, family)
    const known = [...(await identifiersOf(house, tx, caller.hospitalId, family)).values()].flat()
    const fresh = cards.filter(one => !known.some(other => other.system === one.system && other.value === one.value))
    if (fields.length === 0 && fresh.length === 0)
      return { id: stored.id, version: stored.version, changed: [], likely: [] }
    await claim(house, tx, caller.hospitalId, stored.id, fresh)
    const now = house.clock.now()
    const said: Said = { ...stored.said, ...Object.fromEntries(fields.map(field => [field, now.epochMilliseconds])) }
    const next = await savePerson(house, tx, caller.hospitalId, stored, { person, said })
    const own = (await identifiersOf(house, tx, caller.hospitalId, [stored.id])).get(stored.id) ?? []
    await replaceKeys(house, tx, caller.hospitalId, { ...stored, person }, own)
    if (fields.includes('phones'))
      await keepJudgement(house, work, caller, {
        patientId: stored.id,
        family,
        before: stored.person.phones,
        after: person.phones,
        source: 'record',
      })
    tell({
      action: 'patient.changed',
      subject: { kind: 'patient', id: stored.id },
      patientId: stored.id,
      version: next,
      facts: { fields: fresh.length > 0 ? [...fields, 'card'] : fields, source: 'desk' },
      detail: {
        before: Object.fromEntries(fields.map(field => [field, stored.person[field]])),
        after: Object.fromEntries(fields.map(field => [field, person[field]])),
        ...(despite !== null && { despite }),
      },
    })
    return { id: stored.id, version: next, changed: fields, likely: matches.map(match => matchOf(house, match)) }
  })

/** Without the fields that were not sent. */
const stated = (sent: Sent): PersonChange =>
  Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as PersonChange
