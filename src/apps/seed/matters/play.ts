import { isBefore, type Instant } from '#kernel/time.ts'
import type { Person } from '#modules/patient/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { papersFor } from '#modules/ticket/rules/service-item.ts'
import { createTicket } from '#modules/ticket/server/create-ticket.ts'
import { fireDue } from '#modules/ticket/server/sweeps.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { serviceItems } from '../items.ts'
import { doNotWait, type Stage, stageOn } from '../one-transaction.ts'
import type { Cast, Matter } from './act.ts'
import { castOf } from './cast.ts'
import { asStaff, perform } from './perform.ts'
import { withSteps } from './sop-steps.ts'
import { standingOf } from './standing.ts'

/** A patient as the one at the window knows them. */
export interface Known {
  readonly id: string
  readonly person: Person
}

/** What plays matters (工单演示): one at a time; several of them work side by side. */
export interface Player {
  castOn(day: Instant): Promise<Cast>
  /** Plays a matter as the `ordinal`th of its day. */
  play(matter: Matter, ordinal: number): Promise<void>
}

/**
 * Plays matters through the use cases (经用例生成工单): each in a transaction of its own, with the house's clock at the moment of
 * each step and its clocks doing what comes due between. So nobody ever sees half of a matter, and a house that runs meanwhile
 * does not escalate what lies in the past.
 */
export function playerOf(house: House, patients: readonly Known[], until: Instant): Player {
  let open: Tx | null = null
  let ordinal = 0
  // A stage for each day: what the modules remember of the organisation holds for that day.
  const stages = new Map<string, Stage>()
  const stageAt = (at: Instant): Stage => {
    const day = at.toZonedDateTimeISO(house.hospital.zone).toPlainDate().toString()
    const known = stages.get(day)
    const stage = known ?? stageOn(house, at, () => open as Tx, { next: async () => ordinal })
    stages.set(day, stage)
    stage.clock.set(at)
    return stage
  }
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    house.database.transact(async tx => {
      open = tx
      await doNotWait(tx)
      return work(tx)
    })
  return {
    castOn: day => inTransaction(async () => castAt(await organisation(stageAt(day).house), day)),
    play(matter, n) {
      ordinal = n
      return inTransaction(tx => play(stageAt, tx, matter, patients, until))
    },
  }
}

async function play(
  stageAt: (at: Instant) => Stage,
  tx: Tx,
  planned: Matter,
  patients: readonly Known[],
  until: Instant,
): Promise<void> {
  const matter = withSteps(planned)
  const { hospital } = stageAt(matter.openedAt).house
  const created = await register(stageAt(matter.openedAt).house, matter, patients)
  let standing = await standingOf(tx, hospital.id, created)
  const turnClocks = async (to: Instant) => {
    for (let due = standing.nextAt; due !== null && !isBefore(to, due); due = standing.nextAt) {
      await fireDue(stageAt(due).house, standing.id, due)
      standing = await standingOf(tx, hospital.id, standing.id)
    }
  }
  for (const { at, act } of matter.steps) {
    if (isBefore(until, at)) break
    await turnClocks(at)
    const { house } = stageAt(at)
    const org = await organisation(house)
    const cast = castAt(org, at)
    const unitId = (code: string) => unitIdIn(org, code)
    await perform({ house, org, cast, at, standing, unitId }, act)
    standing = await standingOf(tx, hospital.id, standing.id)
  }
  await turnClocks(until)
}

type Organised = Awaited<ReturnType<typeof organisation>>

const casts = new WeakMap<Organised, Cast>()
function castAt(org: Organised, at: Instant): Cast {
  const cast = casts.get(org) ?? castOf(org, at)
  casts.set(org, cast)
  return cast
}

function unitIdIn(org: Organised, code: string): string {
  for (const unit of org.units.values()) if (unit.code === code) return unit.id
  throw new Error(`there is no unit ${code}`)
}

/** What the window was told for a typed case: the receipt, the sum, the systems. */
const formOf = (request: Matter['request'], matter: Matter) =>
  request.kind === 'unsynchronised'
    ? {
        receipt: `PZ${matter.openedAt.epochMilliseconds % 1_000_000}`,
        amount: 50 * (1 + (matter.patient % 60)),
        systems: ['HIS 收费系统', '自助机'],
      }
    : {}

/** The matter at the window: who comes, with what, and which papers. */
async function register(house: House, matter: Matter, patients: readonly Known[]): Promise<string> {
  const org = await organisation(house)
  const patient = patients[matter.patient % patients.length]
  const { request } = matter
  const item = serviceItems.find(one => one.code === request.item)
  const relative = matter.relation === '本人' ? undefined : patient?.person.relatives[0]
  const caller = asStaff(org, house.hospital.id, matter.ownerId, matter.openedAt, matter.position)
  const { id } = await createTicket(house)(caller, {
    patientId: patient?.id ?? null,
    requester: {
      name: relative?.name ?? patient?.person.name ?? '未留姓名',
      relation: relative === undefined ? '本人' : matter.relation,
      phone: relative?.phone ?? patient?.person.phones[0]?.number ?? null,
    },
    item: request.item,
    description: matter.description,
    difficulty: request.difficulty ?? [],
    units: (request.units ?? []).map(code => unitIdIn(org, code)),
    urgency: request.urgent === true ? 'urgent' : 'routine',
    channel: matter.channel,
    wantedAt: null,
    contactWay: matter.contactWay,
    consent: true,
    papers:
      item === undefined
        ? []
        : papersFor(item, []).map(({ name, copies }) => ({ name, state: 'present' as const, copies })),
    papersReason: null,
    kind: request.kind ?? null,
    form: formOf(request, matter),
  })
  return id
}
