import type { Title, UpsertDoctor, WeeklySession } from '#modules/directory/index.ts'
import { CLINIC } from '../departments/department.ts'
import { departments } from '../departments.ts'
import { hanName } from '../names.ts'
import type { Member } from '../people.ts'
import { type Random, randomFrom } from '../random.ts'

type Week = Omit<WeeklySession, 'unitId'>

/** A doctor of the demo, before anybody has an id. */
export interface DoctorPlan {
  readonly doctor: Omit<UpsertDoctor, 'personId' | 'unitIds'>
  readonly unit: string
  /** Staff number of the head, or of the one with the post of a doctor, who is this doctor. */
  readonly staffNumber: string | null
  readonly week: readonly Week[]
  readonly introduction: string
}

const TITLES: readonly Title[] = ['chief', 'associate-chief', 'attending', 'attending', 'resident']
const LEVEL = { chief: 'expert', 'associate-chief': 'associate', attending: 'ordinary', resident: 'ordinary' } as const
const SAID = {
  chief: '主任医师',
  'associate-chief': '副主任医师',
  attending: '主治医师',
  resident: '住院医师',
} as const
/** Slots a doctor of the title has in a half-day, each so many minutes. */
const SLOTS = { chief: [10, 18], 'associate-chief': [10, 20], attending: [8, 28], resident: [8, 28] } as const

/** The 82 doctors of the demo hospital and their usual weeks (示范医生与出诊): the head of each clinical department, and its others. */
export function makeDoctors(people: readonly Member[]): readonly DoctorPlan[] {
  const random = randomFrom('doctors')
  const taken = new Set(people.map(one => one.name))
  const clinical = departments.filter(one => one.kind === 'clinical')
  return clinical.flatMap((department, d) => {
    const head = people.find(one => one.posts.some(post => post.post === 'head' && post.unit === department.code))
    const signsIn = people.find(one => one.posts.some(post => post.post === 'doctor' && post.unit === department.code))
    const count = department.small === true ? 3 : 4
    return Array.from({ length: count }, (_, n): DoctorPlan => {
      const title = TITLES[n] ?? 'resident'
      const person = n === 0 ? head : n === 1 ? signsIn : undefined
      const name = person?.name ?? newName(random, taken)
      const room = department.at[0] === CLINIC ? department.at[2] : `门诊 ${department.name}诊室`
      const strengths = department.services
        .filter((__, place) => place % count === n || place % 3 === n % 3)
        .slice(0, 4)
      const isVisiting = n === count - 2 && d % 9 === 4
      return {
        doctor: {
          code: `YS${String(1001 + d * 10 + n)}`,
          name,
          title,
          feeLevel: n === 0 && d % 7 === 0 ? 'special' : LEVEL[title],
          strengths: strengths.length === 0 ? department.services.slice(0, 2) : strengths,
          languages: ['普通话', ...(random.chance(0.6) ? ['闽南语'] : []), ...(random.chance(0.1) ? ['英语'] : [])],
          isPublic: true,
          isVisiting,
        },
        unit: department.code,
        staffNumber: person?.staffNumber ?? null,
        week: n === 1 && signsIn !== undefined ? everyMorning(title, room) : weekOf(random, title, room),
        introduction: introduce(random, name, SAID[title], department.name, strengths, isVisiting),
      }
    })
  })
}

function newName(random: Random, taken: Set<string>): string {
  for (;;) {
    const name = hanName(random, random.chance(0.45) ? 'female' : 'male', random.whole(30, 58))
    if (taken.has(name) || name.length < 3) continue
    taken.add(name)
    return name
  }
}

/** Whoever signs in has a session that is soon, whatever day the demo begins. */
function everyMorning(title: Title, room: string): readonly Week[] {
  const [slotMinutes, capacity] = SLOTS[title]
  const half = { halfDay: 'morning', weeks: 'every', room, feeLevel: LEVEL[title], slotMinutes, capacity } as const
  return [1, 2, 3, 4, 5].map(weekday => ({ ...half, weekday }))
}

/** Some half-days of the week; young doctors more, and some Saturdays. */
function weekOf(random: Random, title: Title, room: string): readonly Week[] {
  const halves = [1, 2, 3, 4, 5].flatMap(weekday =>
    (['morning', 'afternoon'] as const).map(halfDay => ({ weekday, halfDay })),
  )
  const wanted = title === 'chief' ? 2 : title === 'associate-chief' ? 3 : 4
  const chosen = new Set<(typeof halves)[number]>()
  while (chosen.size < wanted) chosen.add(random.pick(halves))
  const [slotMinutes, capacity] = SLOTS[title]
  const row = (half: (typeof halves)[number], weeks: Week['weeks'] = 'every'): Week => ({
    ...half,
    weeks,
    room,
    feeLevel: LEVEL[title],
    slotMinutes,
    capacity,
  })
  const saturday = title === 'attending' && random.chance(0.5)
  return [
    ...[...chosen].map(half => row(half)),
    ...(saturday ? [row({ weekday: 6, halfDay: 'morning' }, random.pick(['odd', 'even']))] : []),
  ]
}

function introduce(
  random: Random,
  name: string,
  title: string,
  department: string,
  strengths: readonly string[],
  isVisiting: boolean,
): string {
  const years =
    title === '主任医师' ? random.whole(24, 34) : title === '副主任医师' ? random.whole(14, 22) : random.whole(5, 12)
  const good = strengths.length === 0 ? '本科常见病、多发病' : strengths.join('、')
  const from = isVisiting ? '为外聘专家，定期来院出诊。' : '坚持门诊与病房一线工作，注重与患者和家属沟通。'
  return `${name}，${department}${title}，从事本专业 ${years} 年，擅长${good}的诊治。${from}`
}
