import { organisation } from '#modules/staff/index.ts'
import { commonProblems } from '#kernel/problem.ts'
import { directoryProblems, listDoctors, type ListedDoctor } from '#modules/directory/index.ts'
import {
  oneByOne,
  type Template,
  type TemplateColumn,
  type TemplateRow,
  type Wrong,
  wrongOf,
} from '#platform/spreadsheet/template.ts'
import { problems } from '../problems.ts'
import { type KeptPlaces, readDay, readTime } from '../rules/place-list.ts'
import { giveOutList, type PlaceList } from './give-out-list.ts'

const KEPT = [
  { key: 'onsite', quota: 'onsite', heading: '现场号', en: 'kept for the windows' },
  { key: 'primaryCare', quota: 'primary-care', heading: '基层转诊号', en: 'kept for community referrals' },
  { key: 'consultingRoom', quota: 'consulting-room', heading: '诊间号', en: 'kept for the consulting room' },
  { key: 'platform', quota: 'platform', heading: '外部平台号', en: 'kept for the outside platform' },
] as const
const MOST_PLACES = 500

const columns: readonly TemplateColumn[] = [
  {
    key: 'doctor',
    heading: '医生',
    required: true,
    most: 40,
    example: 'D1001',
    note: '医生编码（工号）或姓名；同科室有同名医生时请填编码',
    noteEn: 'code (staff number) or name; the code where two of a department share a name',
  },
  {
    key: 'unit',
    heading: '科室',
    required: true,
    most: 60,
    example: 'SJN',
    note: '科室编码或名称',
    noteEn: 'code or name of the department',
  },
  {
    key: 'day',
    heading: '日期',
    required: true,
    most: 20,
    example: '2030-01-15',
    note: '写成 2030-01-15，今天起 90 天以内',
    noteEn: 'as 2030-01-15, within 90 days from today',
  },
  {
    key: 'halfDay',
    heading: '半天',
    required: true,
    most: 4,
    example: '上午',
    note: '上午、下午 或 晚间',
    noteEn: 'one of those listed',
    choices: { 上午: 'morning', 下午: 'afternoon', 晚间: 'evening' },
  },
  {
    key: 'from',
    heading: '开始',
    required: true,
    most: 10,
    example: '08:00',
    note: '写成 08:00',
    noteEn: 'as 08:00',
  },
  { key: 'to', heading: '结束', required: true, most: 10, example: '12:00', note: '写成 12:00', noteEn: 'as 12:00' },
  {
    key: 'places',
    heading: '号数',
    most: 4,
    example: '32',
    note: `1 到 ${MOST_PLACES} 的整数；不填时每个时段一个号`,
    noteEn: `whole number up to ${MOST_PLACES}; empty is one in each slot`,
  },
  {
    key: 'slotMinutes',
    heading: '每段分钟',
    most: 3,
    example: '30',
    note: '每个时段的分钟数，最多 30；不填按医院默认',
    noteEn: 'minutes of a slot, 30 at most; empty is the usual of the hospital',
  },
  {
    key: 'feeLevel',
    heading: '号别',
    most: 20,
    example: '主任号',
    note: '从列出的号别中选一个；不填按医生档案',
    noteEn: 'one of those listed; empty is the doctor’s own',
    choices: { 普通号: 'ordinary', 副主任号: 'associate', 主任号: 'expert', 特需号: 'special' },
  },
  {
    key: 'room',
    heading: '诊室',
    most: 60,
    example: '门诊三楼 305',
    note: '最多 60 字',
    noteEn: 'up to 60 letters',
  },
  ...KEPT.map(({ key, heading, en }) => ({
    key,
    heading,
    most: 4,
    example: key === 'platform' ? '4' : '',
    note: '留出的号数；各配额都不填时按医院的配额规则，填了任一项则其余为 0',
    noteEn: `places ${en}; where all shares are empty the plan of the hospital holds, else an empty one is none`,
  })),
]

const PROBLEMS = { ...commonProblems, ...directoryProblems, ...problems }
/** Which column a refusal is about. */
const ABOUT: Readonly<Record<string, string>> = {
  'doctor-not-of-unit': 'unit',
  'session-clash': 'halfDay',
  'session-published': 'halfDay',
  'list-of-stopped': 'halfDay',
  'list-past': 'day',
  'list-too-far': 'day',
  'list-times': 'to',
  'session-too-short': 'to',
  'list-without-places': 'places',
  'quotas-over-capacity': 'places',
  'slot-too-long': 'slotMinutes',
}

/** Lists of places, a session a row (号源, APT-01). */
export const placeTemplate: Template = {
  kind: 'places',
  title: { zh: '号源', en: 'Places of sessions' },
  permission: 'appointment:manage',
  columns,
  atOnce: 20,
  async take(house, caller, rows) {
    const { units } = await organisation(house, { fresh: true })
    const { list: doctors } = await listDoctors(house)
    return oneByOne(rows, async row => {
      const read = readRow(row, [...units.values()], doctors)
      if ('zh' in read) return read
      try {
        return (await giveOutList(house, 'file')(caller, read)).outcome
      } catch (error) {
        return wrongOf(error, PROBLEMS, problem => ABOUT[problem.code] ?? null)
      }
    })
  },
}

function readRow(
  { values }: TemplateRow,
  units: readonly { readonly id: string; readonly code: string; readonly name: string }[],
  doctors: readonly ListedDoctor[],
): PlaceList | Wrong {
  const said = (key: string) => values[key] ?? null
  const unit = units.find(one => one.code === said('unit')) ?? units.find(one => one.name === said('unit'))
  if (unit === undefined)
    return {
      column: 'unit',
      zh: '没有这个科室，请核对编码或名称',
      en: 'There is no such department; check code or name',
    }
  const doctor = doctorOf(said('doctor'), unit.id, doctors)
  if ('zh' in doctor) return doctor
  const day = readDay(said('day') ?? '')
  if (day === null) return { column: 'day', zh: '日期请写成 2030-01-15', en: 'Write the day as 2030-01-15' }
  const [from, to] = [readTime(said('from') ?? ''), readTime(said('to') ?? '')]
  if (from === null) return { column: 'from', zh: '开始请写成 08:00', en: 'Write the start as 08:00' }
  if (to === null) return { column: 'to', zh: '结束请写成 12:00', en: 'Write the end as 12:00' }
  const numbers = ['places', 'slotMinutes', ...KEPT.map(one => one.key)].map(key => [key, said(key)] as const)
  const odd = numbers.find(([key, text]) => text !== null && !isCount(text, key === 'places' || key === 'slotMinutes'))
  if (odd !== undefined)
    return {
      column: odd[0],
      zh: `请填不超过 ${MOST_PLACES} 的整数`,
      en: `Write a whole number, ${MOST_PLACES} at most`,
    }
  const count = (key: string) => (said(key) === null ? null : Number(said(key)))
  const kept = KEPT.flatMap(({ key, quota }): KeptPlaces[] => {
    const places = count(key)
    return places === null ? [] : [{ quota, places }]
  })
  return {
    doctorId: doctor.id,
    unitId: unit.id,
    day,
    halfDay: said('halfDay') as PlaceList['halfDay'],
    from,
    to,
    slotMinutes: count('slotMinutes'),
    places: count('places'),
    feeLevel: (said('feeLevel') as PlaceList['feeLevel'] | null) ?? doctor.feeLevel,
    room: said('room'),
    kept: kept.length === 0 ? null : kept,
  }
}

/** By code, or by name within the department. */
function doctorOf(said: string | null, unitId: string, doctors: readonly ListedDoctor[]): ListedDoctor | Wrong {
  const byCode = doctors.find(one => one.code === said)
  if (byCode !== undefined) return byCode
  const [first, second] = doctors.filter(one => one.name === said && one.unitIds.includes(unitId))
  if (second !== undefined)
    return {
      column: 'doctor',
      zh: '这个科室有同名医生，请填医生编码',
      en: 'Two doctors of this department have that name; write the code',
    }
  return (
    first ?? {
      column: 'doctor',
      zh: '没有这位医生，请核对编码或姓名，或先导入医生',
      en: 'There is no such doctor; check code or name, or import doctors first',
    }
  )
}

const isCount = (text: string, isPositive: boolean): boolean =>
  /^\d{1,4}$/.test(text) && Number(text) <= MOST_PLACES && (!isPositive || Number(text) > 0)
