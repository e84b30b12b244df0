import { type Caller, systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { DAYS_BEFORE } from '../bookings.ts'
import { makeSessions, saveWeeks, upsertDoctors } from '#modules/directory/index.ts'
import { createItem, type Guide, type ImportedItem, importItems, submitDraft } from '#modules/knowledge/index.ts'
import { TOPICS } from '#modules/knowledge/rules/content.ts'
import type { Imported } from '#modules/staff/index.ts'
import { departments } from '../departments.ts'
import type { Stage } from '../one-transaction.ts'
import type { Member } from '../people.ts'
import { extension } from '../service-units.ts'
import { type DoctorPlan, makeDoctors } from './doctors.ts'
import type { GuideText } from './guide.ts'
import { arriving } from './guides-arriving.ts'
import { leaving } from './guides-leaving.ts'
import { treating } from './guides-treating.ts'
import { noticeTexts } from './notices.ts'
import { phoneTopics } from './numbers.ts'

/** The twelve processes, in their order. */
export const processes = [...arriving, ...treating, ...leaving].toSorted(
  (a, b) => TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic),
)

/** Everything but three old notices was published so many days ago: its review is not due yet. */
const AGE_DAYS = 120
const DAY_HOURS = 24

/** The doctors of the demo hospital with their sessions, and all that it publishes (示范医生、出诊与知识). */
export async function publishKnowledge(
  { house, clock }: Stage,
  imported: Imported,
  people: readonly Member[],
  now: Instant,
): Promise<void> {
  const system = systemCaller(house.hospital.id)
  const unitOf = (code: string): string => imported.units.get(code) ?? ''
  const holder = (post: string, unit: string): string => {
    const found = people.find(one => one.posts.some(held => held.post === post && held.unit === unit))
    return imported.people.get(found?.staffNumber ?? '') ?? ''
  }
  const manager = holder('centre-manager', 'YGJ')
  const director = holder('director', 'KFB')
  const today = now.toZonedDateTimeISO(house.hospital.zone).toPlainDate()

  // The usual weeks are older than the bookings that come out of them.
  const before = now.subtract({ hours: DAYS_BEFORE * DAY_HOURS })
  clock.set(before)
  const plans = makeDoctors(people)
  const doctorIds = await enrol(house, system, imported, plans)
  await saveWeeks(house)(
    system,
    before.toZonedDateTimeISO(house.hospital.zone).toPlainDate().toString(),
    plans.map(({ doctor, unit, week }) => ({
      doctorId: doctorIds.get(doctor.code) ?? '',
      sessions: week.map(one => ({ ...one, unitId: unitOf(unit) })),
    })),
  )
  await makeSessions(house, before)

  const guides = guideItems(unitOf, manager)
  const notices = noticeTexts.map(
    ({ title, audience, unit, from, to, body }): ImportedItem => ({
      kind: 'notice',
      audience,
      code: `notice-${title}`,
      unitId: unit === null ? null : unitOf(unit),
      subjectId: null,
      ownerId: unit === null ? manager : holder('head', unit),
      title,
      content: {
        kind: 'notice',
        body,
        validFrom: today.subtract({ days: from }).toString(),
        validTo: to === null ? null : today.add({ days: to }).toString(),
      },
    }),
  )
  const introductions = plans.map(
    ({ doctor, unit, introduction }): ImportedItem => ({
      kind: 'doctor',
      audience: 'patient',
      code: doctor.code,
      unitId: unitOf(unit),
      subjectId: doctorIds.get(doctor.code) ?? '',
      ownerId: holder('head', unit),
      title: doctor.name,
      content: { kind: 'doctor', introduction },
    }),
  )
  // Three guides are old enough that their owner is to look at them.
  clock.set(now.subtract({ hours: 380 * DAY_HOURS }))
  await importItems(house)(system, { reviewerId: director }, guides.slice(0, 3))
  clock.set(now.subtract({ hours: AGE_DAYS * DAY_HOURS }))
  const others = [...guides.slice(3), ...phoneItems(unitOf, manager), ...notices, ...introductions]
  await importItems(house)(system, { reviewerId: director }, others)
  clock.set(now)
  await waitForReview(
    house,
    {
      ...system,
      kind: 'staff',
      personId: holder('head', 'FCK'),
      permissions: new Map([['knowledge:write', 'hospital']]),
    },
    unitOf('FCK'),
    today.toString(),
  )
}

async function enrol(
  house: Stage['house'],
  system: Caller,
  imported: Imported,
  plans: readonly DoctorPlan[],
): Promise<ReadonlyMap<string, string>> {
  const done = await upsertDoctors(house)(
    system,
    plans.map(({ doctor, unit, staffNumber }) => ({
      ...doctor,
      personId: staffNumber === null ? null : (imported.people.get(staffNumber) ?? null),
      unitIds: [imported.units.get(unit) ?? ''],
    })),
  )
  return new Map(done.map(one => [one.code, one.id]))
}

const guideItems = (unitOf: (code: string) => string, ownerId: string): ImportedItem[] =>
  processes.flatMap(({ topic, patient, staff }) =>
    (['patient', 'staff'] as const).flatMap((audience): ImportedItem[] => {
      const text = audience === 'patient' ? patient : staff
      if (text === null) return []
      return [
        {
          kind: 'guide',
          audience,
          code: topic,
          unitId: null,
          subjectId: null,
          ownerId,
          title: text.title,
          content: guideOf(text, unitOf),
        },
      ]
    }),
  )

const guideOf = (text: GuideText, unitOf: (code: string) => string): Guide => ({
  kind: 'guide',
  summary: text.summary,
  steps: text.steps.map(([title, words, more = {}]) => ({
    title,
    text: words,
    who: more.who ?? null,
    unitId: more.at === undefined ? null : unitOf(more.at),
    papers: more.papers ?? [],
    minutes: more.minutes ?? null,
    cost: more.cost ?? null,
  })),
  faq: text.faq.map(([question, answer]) => ({ question, answer })),
  english: text.english,
})

function phoneItems(unitOf: (code: string) => string, ownerId: string): ImportedItem[] {
  return phoneTopics.map(([title, synonyms, place, line], n) => {
    const [code = '', byNight] = place.split('+')
    const department = departments.find(one => one.code === code)
    const lines = [
      {
        name: line ?? department?.name ?? code,
        unitId: unitOf(code),
        phone: extension(department?.extension ?? '8105'),
        hours: { kind: department?.always === true ? 'always' : 'calendar' } as const,
        remark: null,
      },
      ...(byNight === undefined
        ? []
        : [
            {
              name: '值班室',
              unitId: unitOf('ZBS'),
              phone: extension('8105'),
              hours: { kind: 'always' } as const,
              remark: '夜间和节假日转值班医生',
            },
          ]),
    ]
    return {
      kind: 'number',
      audience: 'staff',
      code: `topic-${n + 1}`,
      unitId: null,
      subjectId: null,
      ownerId,
      title,
      content: { kind: 'number', synonyms: synonyms.split(' '), lines },
    }
  })
}

/** One notice waits for a second person, so that the reviewer has something to do. */
async function waitForReview(house: Stage['house'], author: Caller, unitId: string, today: string): Promise<void> {
  const { id } = await createItem(house)(author, {
    kind: 'notice',
    audience: 'patient',
    code: null,
    unitId,
    subjectId: null,
    title: '孕妇学校开课',
    content: {
      kind: 'notice',
      body: '孕妇学校每周三下午 15:00 在门诊楼四层会议室开课，讲解孕期营养、分娩准备和母乳喂养，免费参加，请提前在产科护士站登记。',
      validFrom: today,
      validTo: null,
    },
  })
  await submitDraft(house)(author, { id, version: 1 })
}
