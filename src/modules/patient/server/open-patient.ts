import type { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { maskAddress, maskIdNumber, maskPhone } from '#kernel/masking.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Patient, listVisits as visitsEndpoint } from '../contract.ts'
import { ageOn } from '../rules/person.ts'
import { phoneKey } from '../rules/phone.ts'
import { isDue, newestChecks } from '../rules/phone-check.ts'
import { contactPolicy } from '../settings.ts'
import { identifiersOf } from './identifier.ts'
import { insuranceOf, numbersOf, relativesOf, yearOf } from './masked.ts'
import { needsOf } from './need-store.ts'
import { checksOf, openCorrections } from './phone-checks.ts'
import { profileOf } from './profile.ts'
import { familyOf, mustLoad } from './store.ts'
import { todayOf } from './today.ts'
import { shownVisit, visitsOf } from './visit-store.ts'

const VISITS_AT_ONCE = 20

/** One person, masked, with profile, visits and aliases; the reading is journaled (SEC-03). */
export async function openPatient(
  house: House,
  caller: Caller,
  asked: { readonly id: string },
): Promise<z.output<typeof Patient>> {
  const { units } = await organisation(house)
  const { confirmDays } = (await house.settings.at(caller.hospitalId, contactPolicy, house.clock.now())).value
  return transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const { hospitalId } = caller
    const stored = await mustLoad(house, tx, hospitalId, asked.id)
    const family = await familyOf(tx, hospitalId, stored.id)
    const identifiers = await identifiersOf(house, tx, hospitalId, family)
    const needs = await needsOf(house, tx, hospitalId, family)
    const visits = await visitsOf(tx, hospitalId, family, VISITS_AT_ONCE, null)
    const aliases = await run<{ mergeId: string; id: string; nameMasked: string; mergedAt: { toString(): string } }>(
      tx,
      `select m.id as merge_id, p.id, p.name_masked, m.merged_at from patient.merge m
       join patient.patient p on p.hospital_id = m.hospital_id and p.id = m.loser_id
       where m.hospital_id = $1 and m.survivor_id = $2 and m.undone_at is null order by m.merged_at desc`,
      [hospitalId, stored.id],
    )
    const [open] = await run<{ count: number }>(
      tx,
      `select count(*) from patient.duplicate d
       join patient.patient o on o.hospital_id = d.hospital_id and o.id in (d.one_id, d.other_id) and o.id <> $2 and o.merged_into is null
       where d.hospital_id = $1 and d.state = 'open' and (d.one_id = $2 or d.other_id = $2)`,
      [hospitalId, stored.id],
    )
    const checks = newestChecks(await checksOf(house, tx, hospitalId, family))
    const corrections = await openCorrections(house, tx, hospitalId, family)
    tell({
      action: 'patient.opened',
      kind: 'read',
      subject: { kind: 'patient', id: stored.id },
      patientId: stored.id,
      facts: { what: 'record' },
    })
    const { person } = stored
    const now = house.clock.now()
    return {
      id: stored.id,
      version: stored.version,
      nameMasked: stored.nameMasked,
      sex: person.sex,
      age: ageOn(person.birthDate, todayOf(house)),
      birthYear: yearOf(person.birthDate),
      document:
        person.document === null ? null : { kind: person.document.kind, masked: maskIdNumber(person.document.number) },
      noDocumentReason: person.noDocumentReason,
      phones: person.phones.map(phone => {
        const checkedAt = checks.get(phoneKey(phone.number))?.at ?? null
        return {
          masked: maskPhone(phone.number),
          holder: phone.holder,
          state: phone.state,
          checkedAt: checkedAt?.toString() ?? null,
          due: isDue(phone, checkedAt, now, confirmDays),
        }
      }),
      openCorrections: corrections.length,
      addressMasked: person.address === null ? null : maskAddress(person.address),
      relatives: relativesOf(person.relatives),
      insurance: insuranceOf(person.insurance),
      numbers: numbersOf([...identifiers.values()].flat()),
      source: stored.source,
      registeredAt: stored.registeredAt.toString(),
      seenAt: stored.seenAt.toString(),
      profile: profileOf(house, needs),
      visits: visits.slice(0, VISITS_AT_ONCE).map(row => shownVisit(row, units)),
      aliases: aliases.map(alias => ({ ...alias, mergedAt: alias.mergedAt.toString() })),
      openDuplicates: open?.count ?? 0,
      now: now.toString(),
    }
  })
}

/** The visits of a person, page by page. */
export async function listVisits(
  house: House,
  caller: Caller,
  asked: { readonly id: string; readonly after?: string | undefined },
): Promise<Answer<typeof visitsEndpoint>> {
  const { units } = await organisation(house)
  return transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const stored = await mustLoad(house, tx, caller.hospitalId, asked.id)
    const family = await familyOf(tx, caller.hospitalId, stored.id)
    const [at, id] = readPlace(asked.after, 'instant', 'id')
    const place = at !== undefined && id !== undefined ? { at, id } : null
    const rows = await visitsOf(tx, caller.hospitalId, family, VISITS_AT_ONCE, place)
    tell({
      action: 'patient.opened',
      kind: 'read',
      subject: { kind: 'patient', id: stored.id },
      patientId: stored.id,
      facts: { what: 'visits' },
    })
    const last = rows[VISITS_AT_ONCE - 1]
    return {
      items: rows.slice(0, VISITS_AT_ONCE).map(row => shownVisit(row, units)),
      next: rows.length > VISITS_AT_ONCE && last !== undefined ? writePlace(last.notedAt.toString(), last.id) : null,
    }
  })
}
