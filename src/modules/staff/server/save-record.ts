import type { Caller } from '#kernel/caller.ts'
import type { Sending } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import type { saveRecord as saving } from '../contract.ts'
import { clinicalYears, mustAcceptFewYears } from '../rules/register.ts'
import { registerPolicy } from '../settings.ts'
import { dayOf, organisation } from './organisation.ts'
import { type RecordView, recordView } from './read-record.ts'
import { type Identity, recordOf, saveRecordRow } from './record-store.ts'
import { presentPerson } from './store.ts'

export type SaveRecord = Sending<typeof saving>['body'] & { readonly id: string }

const FIELDS = [
  'employer',
  'contractor',
  'clinicalSince',
  'badgeNumber',
  'agentNumber',
  'eligible',
  'checkedOn',
  'undertakingOn',
  'inductionOn',
] as const
/** What nobody writes down of themselves. */
const CHECKED_BY_OTHERS = ['eligible', 'checkedOn', 'inductionOn'] as const

/** Writes the register of a member of staff (人员档案, ORG-06). */
export const saveRecord =
  (house: House) =>
  async (caller: Caller, asked: SaveRecord): Promise<RecordView> => {
    const org = await organisation(house)
    return transact(house, caller, async work => {
      const { tx, tell } = work
      const hospitalId = house.hospital.id
      await presentPerson(tx, hospitalId, asked.id)
      const before = await recordOf(tx, hospitalId, asked.id)
      if ((before?.version ?? 0) !== asked.version) throw new Problem('stale-version', { id: asked.id })
      const { id, version, document, acceptsFewYears = false, ...sent } = asked
      const eligible = sent.eligible
      const written = { ...sent, checkedOn: eligible === null ? null : (sent.checkedOn ?? todayOf(house)) }
      const fields: string[] = FIELDS.filter(field => (before?.[field] ?? null) !== written[field])
      if (caller.personId === id && CHECKED_BY_OTHERS.some(field => fields.includes(field)))
        throw new Problem('own-check')
      if (written.agentNumber !== null && fields.includes('agentNumber'))
        await mayFollowUp(house, work, { personId: id, since: written.clinicalSince, isAccepted: acceptsFewYears })
      if (document !== undefined) fields.push('document')
      await saveRecordRow(tx, before, {
        hospitalId,
        personId: id,
        version: version + 1,
        ...written,
        identity:
          document === undefined
            ? (before?.identity ?? null)
            : house.cipher.encipherJson({ document } satisfies Identity),
        checkedBy:
          eligible === null
            ? null
            : fields.includes('eligible') || fields.includes('checkedOn')
              ? (org.people.get(caller.personId ?? '')?.name ?? null)
              : (before?.checkedBy ?? null),
        savedAt: house.clock.now().toString(),
      })
      tell({
        action: 'staff.record-saved',
        subject: { kind: 'staff', id },
        version: version + 1,
        facts: { fields },
        detail: {
          before: Object.fromEntries(FIELDS.map(field => [field, before?.[field] ?? null])),
          after: written,
        },
      })
      return recordView(tx, house, id)
    })
  }

const todayOf = (house: House): string => dayOf(house.clock.now(), house.hospital.zone)

/** Warns of few clinical years at follow-up, and keeps who accepted it (ORG-06): a warning, not a block. */
export async function mayFollowUp(
  house: House,
  { tell }: Work,
  asked: { readonly personId: string; readonly since: string | null; readonly isAccepted: boolean },
): Promise<void> {
  const { value } = await house.settings.at(house.hospital.id, registerPolicy, house.clock.now())
  const years = clinicalYears(asked.since, todayOf(house))
  if (mustAcceptFewYears(years, value.clinicalYears, asked.isAccepted))
    tell({
      action: 'staff.few-years-accepted',
      subject: { kind: 'staff', id: asked.personId },
      facts: { person: asked.personId, years, wanted: value.clinicalYears },
    })
}

/** Does the unit follow patients up (回访单位)? */
export async function followsUp(house: House, code: string | undefined): Promise<boolean> {
  const { value } = await house.settings.at(house.hospital.id, registerPolicy, house.clock.now())
  return code !== undefined && value.followUpUnits.includes(code)
}

/** Since when somebody has worked in a clinic, as far as the register says. */
export const clinicalSince = async (tx: Tx, hospitalId: string, personId: string): Promise<string | null> =>
  (await recordOf(tx, hospitalId, personId))?.clinicalSince ?? null
