import { type Caller, systemCaller } from '#kernel/caller.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { readFloor } from '#modules/directory/rules/description.ts'
import { saveDescription } from '#modules/directory/server/store.ts'
import { giveAccounts, type Imported, importStaff } from '#modules/staff/index.ts'
import { inZone, INITIAL_CALENDAR } from '#modules/staff/rules/work-calendar.ts'
import { publishItem } from '#modules/ticket/index.ts'
import { type House, transact } from '#platform/house.ts'
import { accountsFor, PASSWORD, PIN } from './accounts.ts'
import { type Department, OFFICES } from './departments/department.ts'
import { departments } from './departments.ts'
import { serviceItems } from './items.ts'
import { makePeople, type Member } from './people.ts'
import { type Duties, dutiesOf, type RosterDays, rosterDays } from './roster.ts'
import { publishKnowledge } from './knowledge/index.ts'
import { service, units } from './service-units.ts'
import { registerOf } from './register.ts'
import { setUp } from './standing.ts'
import type { Stage } from './one-transaction.ts'

/** How long the demo hospital has been there before anything of it happens. */
const AGE_DAYS = 400
const DUTY_BEFORE = 8
const DUTY_AFTER = 30

/** The house itself, which also signs off what is set. */
export const founder = (house: House): Caller => ({
  ...systemCaller(house.hospital.id),
  permissions: new Map([['setting:write', 'hospital']]),
})

/** Founds the demo hospital (示范医院): units, people, duty around `now`, accounts, directory, service items. */
export async function foundHospital(stage: Stage, now: Instant): Promise<Imported> {
  const { house, clock } = stage
  const caller = founder(house)
  const today = now.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
  clock.set(now.subtract({ hours: AGE_DAYS * 24 }))
  const people = makePeople()
  const days = rosterDays(
    today.subtract({ days: DUTY_BEFORE }),
    today.add({ days: DUTY_AFTER }),
    inZone(INITIAL_CALENDAR, house.hospital.zone),
  )
  const imported = await importStaff(house)(caller, {
    units: units.map(unit =>
      unit.parent === null ? { ...unit, name: house.hospital.name, phone: house.hospital.phone } : unit,
    ),
    people: people.map(person => ({
      ...person,
      register: registerOf(person),
      duties: dutiesAround(person, days, now),
    })),
  })
  for (const item of serviceItems) await publishItem(house)(caller, item)
  await describeUnits(house, caller, imported)
  await publishKnowledge(stage, imported, people, now)
  clock.set(now)
  await giveAccounts(house)(caller, { password: PASSWORD, pin: PIN, people: accountsFor(people, imported.people) })
  await setUp(house, caller, people, imported)
  return imported
}

/** Duty around `now`; whoever starts the demo at night or on a Sunday finds the tour's desk and doctor there all the same. */
function dutiesAround(person: Member, days: RosterDays, now: Instant): Duties {
  const planned = dutiesOf(person, days)
  const isAtDesk = person.rhythm === 'desk' && (person.turn === 3 || person.turn === 4)
  if (!isAtDesk && person.posts[0]?.post !== 'doctor') return planned
  if (planned.some(({ from, to }) => !isBefore(now, from) && isBefore(now, to))) return planned
  const [from, to] = [now.subtract({ hours: 4 }), now.add({ hours: 8 })]
  const others = planned.filter(one => !isBefore(from, one.to) || !isBefore(one.from, to))
  return [...others, { kind: 'on-duty', from, to }]
}

const HOURS = '工作日 8:00–12:00，14:00–17:30'
const ALWAYS = '24 小时'

interface Window {
  readonly code: string
  readonly at: Department['at']
  readonly always?: true
  readonly introduction: string | null
  readonly services: readonly string[]
  readonly notes: string | null
  readonly aliases: readonly string[]
}
const QUIET = { introduction: null, services: [], notes: null, aliases: [] }
/** What patients come to the windows for. */
const WINDOWS: Readonly<Record<string, Omit<Window, 'code' | 'at' | 'always'>>> = {
  ZXT: {
    introduction: '解答就诊疑问，借用便民物品。',
    services: ['咨询', '轮椅和雨伞借用', '意见收集'],
    notes: null,
    aliases: ['问询处'],
  },
  DZT: {
    introduction: '不清楚挂哪个科，请先到这里。',
    services: ['导诊', '挂什么科', '优先就诊协助'],
    notes: null,
    aliases: ['导医台'],
  },
  YYC: {
    introduction: '检查预约与改期，多项检查统一安排。',
    services: ['检查预约', '改期', '检查准备说明'],
    notes: '请带检查申请单，并说明正在服用的药物。',
    aliases: ['预约中心', '预约处'],
  },
  TSC: {
    introduction: '受理投诉、建议与表扬。',
    services: ['投诉', '建议', '表扬'],
    notes: null,
    aliases: ['投诉办', '医患办'],
  },
  FZT: {
    introduction: '进门先测体温，按病情轻重分区就诊。',
    services: ['预检', '测体温', '分诊'],
    notes: null,
    aliases: ['预检台'],
  },
  GHC: {
    introduction: '挂号、缴费、建档、办卡。',
    services: ['挂号', '缴费', '办就诊卡', '打印发票'],
    notes: '请带身份证或医保卡。',
    aliases: ['挂号处', '收费处', '挂号窗口'],
  },
  ZT: {
    introduction: '一站式服务大厅：一个窗口受理各类事项，跟踪到办结。',
    services: ['一站式受理', '盖章', '审批', '跑腿代办'],
    notes: null,
    aliases: ['一站式', '服务大厅'],
  },
}

/** Places of the service department that have a door of their own: windows and desks, and those that only staff look for. */
const BEHIND: ReadonlySet<string> = new Set(['KFB', 'ZBS', 'YDY', 'HFZ', 'YGJ', 'ZQZ', 'ZZZ', 'ZHZ'])
const windows = service.flatMap(({ code, place, hours }): Window[] => {
  const [, building, floor, room] = /^(\S+) (\d+ 层) (.+)$/.exec(place ?? '') ?? []
  if (building === undefined || floor === undefined || room === undefined) return []
  const at = [building, floor, room] as const
  return [{ code, at, ...(hours === 'always' ? { always: true } : {}), ...(WINDOWS[code] ?? QUIET) }]
})

/** What the directory tells about each department, in one stroke (科室介绍). */
const describeUnits = (house: House, caller: Caller, imported: Imported): Promise<void> =>
  transact(house, caller, async ({ tx, tell }) => {
    const by = { at: house.clock.now().toString(), personId: null }
    for (const [n, one] of [...departments, ...windows].entries()) {
      const unitId = imported.units.get(one.code) ?? ''
      const [building, floor, room] = one.at
      const description = {
        unitId,
        version: 0,
        introduction: one.introduction,
        building,
        floor: readFloor(floor),
        room,
        mapPoint: { x: 0.1 + (n % 8) * 0.1, y: 0.1 + Math.floor(n / 8) * 0.12 },
        phone: null,
        hours: one.always === true ? ALWAYS : HOURS,
        services: one.services,
        visitingNotes: one.notes,
        aliases: one.aliases,
        isPublic: building !== OFFICES && !BEHIND.has(one.code),
      }
      await saveDescription(tx, house.hospital.id, description, by)
      const { unitId: _, version: __, ...told } = description
      tell({
        action: 'directory.described',
        subject: { kind: 'description', id: unitId },
        version: 1,
        unitId,
        facts: { fields: Object.keys(told) as never },
      })
    }
  })
