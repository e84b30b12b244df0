import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { type Language, Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { coverage, onDuty, type Organisation, organisation, vacancies } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import type { openConsoleNumber, readConsole as endpoint } from '../contract.ts'
import { dayPeriod } from '../rules/period.ts'
import { reportPolicy } from '../settings.ts'
import { type FigureId, figures } from './catalogue.ts'
import { count } from './count.ts'
import { lateActions } from './actions.ts'
import { POST_NAMES, STATE_NAMES } from './labels.ts'
import { newestReports, unsignedReports } from './store.ts'

type Row = Answer<typeof openConsoleNumber>['items'][number]
type ConsoleName = 'director' | 'deputy'
interface Looking {
  readonly house: House
  readonly who: Organisation
  readonly at: Instant
  readonly language: Language
}
/** A number of a console: its rows are read, and the number is how many there are. */
interface ConsoleNumber {
  readonly name: Readonly<Record<Language, string>>
  readonly formula: Readonly<Record<Language, string>>
  readonly isBad: boolean
  rows(looking: Looking): Promise<readonly Row[]>
}
const LEADERS: readonly string[] = ['director', 'deputy-director', 'centre-manager']

const NUMBERS = {
  'vacant-leads': {
    name: { zh: '主任、副主任空缺', en: 'Vacant chiefs and deputies' },
    formula: {
      zh: '应有主任、副主任、中心负责人而此刻无人任职的岗位数',
      en: 'Posts of director, deputy and centre manager that nobody holds now',
    },
    isBad: true,
    rows: async looking => vacant(looking).filter(row => LEADERS.includes(row.key.slice(37))),
  },
  vacancies: {
    name: { zh: '岗位空缺', en: 'Vacant posts' },
    formula: {
      zh: '组织架构中应有人任职而此刻空缺的岗位数',
      en: 'Posts of the tree that somebody should hold and nobody does now',
    },
    isBad: true,
    rows: async looking => vacant(looking),
  },
  'on-duty': {
    name: { zh: '在岗人员', en: 'On duty' },
    formula: { zh: '此刻在岗、未请假的人数', en: 'People on duty now and not absent' },
    isBad: false,
    rows: async ({ who, at, language }) =>
      [...who.people.values()]
        .filter(person => onDuty(who, person.id, at))
        .map(person => {
          const held = who.assignments.find(one => one.personId === person.id)
          return {
            key: person.id,
            title: person.name,
            note:
              held === undefined
                ? null
                : `${who.units.get(held.unitId)?.name ?? ''} · ${POST_NAMES[held.post][language]}`,
            to: null,
          }
        }),
  },
  gaps: {
    name: { zh: '覆盖缺口', en: 'Coverage gaps' },
    formula: { zh: '此刻没有联络员、代理或值班人员承接的科室数', en: 'Departments for which nobody is there now' },
    isBad: true,
    rows: async ({ who, at, language }) =>
      coverage(who, at)
        .filter(one => one.gap)
        .map(one => ({
          key: one.unit.id,
          title: one.unit.name,
          note: STATE_NAMES[one.state]?.[language] ?? null,
          to: '/coverage',
        })),
  },
  unsigned: {
    name: { zh: '未签日报', en: 'Unsigned daily reports' },
    formula: {
      zh: '今天以前、还没有任何一版签字的日报数',
      en: 'Daily reports of days before today of which no version is signed',
    },
    isBad: true,
    rows: async ({ house, at }) => {
      const policy = (await house.settings.at(house.hospital.id, reportPolicy, at)).value
      const today = at.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
      const found = await house.database.transact(tx =>
        unsignedReports(
          tx,
          house.hospital.id,
          today.subtract({ days: policy.catchUpDays }).toString(),
          today.toString(),
        ),
      )
      return found.map(report => ({
        key: report.id,
        title: report.day,
        note: null,
        to: `/reports?report=${report.id}`,
      }))
    },
  },
  unapproved: {
    name: { zh: '待审批月报', en: 'Monthly reports to approve' },
    formula: {
      zh: '最新一版尚未由主任审批的月报数',
      en: 'Monthly reports whose newest version the director has not approved',
    },
    isBad: false,
    rows: async ({ house }) => {
      const found = await house.database.transact(tx =>
        newestReports(tx, house.hospital.id, { kind: 'month', limit: 24 }),
      )
      return found
        .filter(report => report.approvedAt === null)
        .map(report => ({
          key: report.id,
          title: report.day.slice(0, 7),
          note: null,
          to: `/reports?kind=month&report=${report.id}`,
        }))
    },
  },
  'actions-late': {
    name: { zh: '逾期整改', en: 'Improvement actions late' },
    formula: { zh: '已过期限而未完成的改进措施数', en: 'Improvement actions past their day and not done' },
    isBad: true,
    rows: async ({ house, who, at }) =>
      (await lateActions(house, at)).map(action => ({
        key: action.id,
        title: `${action.number} · ${who.people.get(action.ownerId)?.name ?? '—'}`,
        note: action.dueOn,
        to: `/reviews?review=${action.reviewId}`,
      })),
  },
} as const satisfies Readonly<Record<string, ConsoleNumber>>
type NumberId = keyof typeof NUMBERS

const SHOWN: Readonly<Record<ConsoleName, readonly (NumberId | FigureId)[]>> = {
  director: [
    'overdue',
    'promise-broken',
    'several',
    'vacant-leads',
    'vacancies',
    'gaps',
    'on-duty',
    'unsigned',
    'unapproved',
    'actions-late',
  ],
  deputy: ['on-duty', 'gaps', 'vacancies', 'unsigned', 'actions-late', 'overdue'],
}
const BAD_FIGURES: readonly string[] = ['overdue', 'promise-broken']
const isOwn = (id: string): id is NumberId => Object.hasOwn(NUMBERS, id)

const vacant = ({ who, at, language }: Looking) =>
  vacancies(who, at).map(one => ({
    key: `${one.unitId} ${one.post}`,
    title: `${who.units.get(one.unitId)?.name ?? ''} · ${POST_NAMES[one.post][language]}`,
    note: null,
    to: `/units?unit=${one.unitId}`,
  }))

const look = async (house: House, language: Language): Promise<Looking> => ({
  house,
  who: await organisation(house, { fresh: true }),
  at: house.clock.now(),
  language,
})

/** The director's or the deputy's numbers (工作台, ORG-09), as far as the house has what they count. */
export const readConsole =
  (house: House) =>
  async (_: Caller, asked: { console: ConsoleName }, language: Language): Promise<Answer<typeof endpoint>> => {
    const looking = await look(house, language)
    const ids = SHOWN[asked.console]
    const period = dayPeriod(looking.at.toZonedDateTimeISO(house.hospital.zone).toPlainDate(), house.hospital.zone)
    const counted = await house.database.transact(tx =>
      count(
        tx,
        house,
        ids.filter((id): id is FigureId => !isOwn(id)),
        { live: period },
      ),
    )
    const numbers = []
    for (const id of ids) {
      const one = isOwn(id) ? NUMBERS[id] : figures[id]
      const number = isOwn(id) ? (await NUMBERS[id].rows(looking)).length : (counted.get(id)?.get('')?.count ?? 0)
      const isBad = isOwn(id) ? NUMBERS[id].isBad : BAD_FIGURES.includes(id)
      numbers.push({
        id,
        name: one.name[language],
        formula: one.formula[language],
        count: number,
        tone: isBad && number > 0 ? ('late' as const) : ('plain' as const),
        figure: isOwn(id) ? null : id,
      })
    }
    return { at: looking.at.toString(), numbers }
  }

/** The rows of one number: the same reading that counted it. */
export const openNumber =
  (house: House) =>
  async (_: Caller, asked: { number: string }, language: Language): Promise<Answer<typeof openConsoleNumber>> => {
    if (!isOwn(asked.number)) throw new Problem('figure-unknown')
    const number = NUMBERS[asked.number]
    return { name: number.name[language], items: [...(await number.rows(await look(house, language)))] }
  }
