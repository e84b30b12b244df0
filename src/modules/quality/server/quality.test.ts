import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { addUnit, appoint } from '#modules/staff/index.ts'
import { addPerson } from '#modules/staff/server/add-person.ts'
import { delegate } from '#modules/staff/server/delegate.ts'
import { sampleRequest } from '#modules/ticket/sample.ts'
import { acceptPart } from '#modules/ticket/server/accept-part.ts'
import { cancelTicket } from '#modules/ticket/server/cancel-ticket.ts'
import { confirmTicket } from '#modules/ticket/server/confirm-ticket.ts'
import { type CreateTicket, createTicket } from '#modules/ticket/server/create-ticket.ts'
import { finishPart } from '#modules/ticket/server/finish-part.ts'
import { handOnPart } from '#modules/ticket/server/hand-on-part.ts'
import { makePromise } from '#modules/ticket/server/make-promise.ts'
import { openTicket } from '#modules/ticket/server/read-ticket.ts'
import { reopenTicket } from '#modules/ticket/server/reopen-ticket.ts'
import { resolveTicket } from '#modules/ticket/server/resolve-ticket.ts'
import { run } from '#platform/database.ts'
import { removeExpired } from '#platform/retention.ts'
import { sweepLive, sweepReports } from '../../../../tests/support/figures.ts'
import { builder, smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { finishAction } from './actions.ts'
import { approveReport } from './approve-report.ts'
import { callReview } from './call-review.ts'
import { expires } from './expires.ts'
import { exportReport } from './export-report.ts'
import { closeReview, decideReview, seatReview } from './hold-review.ts'
import { openFigure } from './open-figure.ts'
import { openNumber, readConsole } from './read-console.ts'
import { readGroup } from './read-group.ts'
import { readOverview } from './read-overview.ts'
import { listReports, openReport } from './read-reports.ts'
import { listReviews, openReview } from './read-reviews.ts'
import { correctReport, signReport } from './sign-report.ts'

let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let manager: Caller
let director: Caller
let deputy: Caller
const at = (time: string) => Temporal.Instant.from(`2026-11-${time}+08:00`)
const go = async (time: string) => {
  all.clock.set(at(time))
  await all.machinery.turn()
}
const create = (more: Partial<CreateTicket> = {}) => createTicket(all.house)(lin, { ...sampleRequest, ...more })
const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, sql, values))
const days = async () => (await listReports(all.house)(lin, { kind: 'day' })).items

async function finish(id: string, minutes = 10): Promise<void> {
  for (const part of (await openTicket(all.house)(lin, { id })).parts) {
    const liaison = await hospital.as(part.unit.name === '财务科' ? 'finance-liaison' : 'insurance-liaison')
    await acceptPart(all.house)(liaison, { id, partId: part.id })
    await finishPart(all.house)(liaison, { id, partId: part.id, result: '已补', evidence: '明细', minutes })
  }
}
async function archive(id: string): Promise<void> {
  const { version } = await openTicket(all.house)(lin, { id })
  await confirmTicket(all.house)(lin, {
    id,
    method: 'signature',
    signature: 'M10 10L20 20L30 15L40 25L50 10',
    witnessId: null,
    words: null,
    version,
  })
}

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house, 24 * 20)
  const built = builder(all.house)
  const system = systemCaller(all.house.hospital.id)
  const [top] = await rows<{ id: string }>(`select id from staff.unit where kind = 'hospital'`)
  const [service] = await rows<{ id: string }>(`select id from staff.unit where kind = 'service-department'`)
  const unitId = service?.id ?? ''
  // A department with a name that a spreadsheet would run.
  await addUnit(all.house)(built, {
    code: 'EVIL',
    name: '=1+1 科',
    kind: 'administrative',
    parentId: top?.id ?? null,
    place: null,
    phone: null,
    hours: 'calendar',
  })
  const { id: deputyId } = await addPerson(all.house)(built, { name: '吴副主任', staffNumber: 'deputy', phone: null })
  await appoint(all.house)(system, { personId: deputyId, post: 'deputy-director', unitId })
  Object.assign(hospital.person, { deputy: deputyId })
  ;[lin, manager, director, deputy] = (await Promise.all(
    ['lin', 'manager', 'director', 'deputy'].map(key => hospital.as(key)),
  )) as [Caller, Caller, Caller, Caller]
})
afterAll(() => all.close())

describe('a day and its report', () => {
  let late: string
  test('REP-01 (part): drafted at day end by itself; what came after makes another version; unsigned is flagged next morning', async () => {
    const quick = await create()
    await finish(quick.id)
    await archive(quick.id)
    const both = await create({ units: [hospital.unit.finance, hospital.unit.insurance], channel: 'hotline' })
    await finish(both.id, 25)
    const { version } = await openTicket(all.house)(lin, { id: both.id })
    await resolveTicket(all.house)(lin, {
      id: both.id,
      result: '都办了',
      evidence: '明细',
      minutes: 5,
      tripsMade: 1,
      contacts: 4,
      tripsAvoided: 3,
      version,
    })
    await archive(both.id)
    late = (await create()).id
    await makePromise(all.house)(lin, { id: late, text: '十点前回电', dueAt: at('16T10:00:00').toString() })
    await create({ difficulty: ['investigation'], urgency: 'urgent' })
    await go('16T12:30:00')
    expect(await days()).toEqual([])
    await go('16T18:00:30')
    const [draft] = await days()
    expect(draft).toMatchObject({
      day: '2026-11-16',
      version: 1,
      because: 'day-end',
      complete: false,
      opened: 4,
      closed: 2,
      overdue: 1,
      signed: null,
    })

    const report = await openReport(all.house)(lin, { id: draft?.id ?? '' }, 'zh')
    const shown = Object.fromEntries(
      report.sections
        .filter(section => section.by === null)
        .flatMap(section => section.columns.map((head, index) => [head.figure, section.rows[0]?.cells[index]?.shown])),
    )
    expect(shown).toMatchObject({
      opened: '4',
      urgent: '1',
      closed: '2',
      reopened: '0',
      open: '2',
      overdue: '1',
      'response-rate': '60.0',
      'response-late': '2',
      'general-rate': '66.7',
      'complex-rate': '–',
      late: '1',
      'promise-kept': '0',
      'promise-broken': '1',
      'confirmed-rate': '100.0',
      'trips-made': '1',
      'trips-avoided': '3',
      'trips-each': '1.0',
      'coordination-minutes': '50',
      'coordination-each': '50.0',
      effort: '60',
    })
    expect(
      report.sections.find(section => section.id === 'channels')?.rows.map(row => [row.label, row.cells[0]?.shown]),
    ).toEqual([
      ['服务台', '3'],
      ['热线', '1'],
    ])
    expect(report.absent).toContain('投诉与建议')

    all.clock.set(at('16T21:00:00'))
    await create({ channel: 'ward' })
    await go('17T00:01:00')
    expect((await days()).map(one => [one.version, one.because, one.opened, one.complete])).toEqual([
      [2, 'rest-of-day', 5, true],
    ])
    await go('17T07:59:00')
    expect((await days())[0]?.flagged).toBe(false)
    await go('17T08:00:30')
    expect((await days())[0]?.flagged).toBe(true)
    const told = await rows<{ personId: string }>(
      `select person_id from notification.message where template = 'report.unsigned'`,
    )
    expect(told).toEqual([{ personId: hospital.person['manager'] }])
    await go('17T09:00:00')
    expect(await rows(`select 1 from notification.message where template = 'report.unsigned'`)).toHaveLength(1)
  })

  test('REP-06 (part): every cell of every report opens as many rows as it says, and so does every figure of today', async () => {
    const swept = await sweepReports(all.house, lin)
    expect(swept.wrong).toEqual([])
    expect(swept.cells).toBeGreaterThan(40)
    const live = await sweepLive(all.house)
    expect(live.wrong).toEqual([])
    expect(live.nonZero.size).toBeGreaterThan(3)
  })

  test('what is signed stays as it was; a correction is another version, and only the newest is acted on', async () => {
    const [report] = await days()
    const id = report?.id ?? ''
    await signReport(all.house)(lin, { id, remarks: '已核对' })
    await expect(signReport(all.house)(lin, { id, remarks: null })).rejects.toMatchObject({ code: 'report-signed' })
    const before = await openReport(all.house)(lin, { id }, 'zh')
    expect(before).toMatchObject({ remarks: '已核对', signed: { by: { name: '林甲' } } })

    // A matter is withdrawn that was taken by mistake, another is opened again: the day as it was signed is not another.
    const mistaken = await openTicket(all.house)(lin, { id: late })
    await cancelTicket(all.house)(lin, { id: late, reason: '登记错误', version: mistaken.version })
    const [archived] = await rows<{ id: string; version: number }>(
      `select id, version from ticket.ticket where status = 'archived' and scope = 'single'`,
    )
    await reopenTicket(all.house)(lin, {
      id: archived?.id ?? '',
      reason: '漏盖章',
      version: archived?.version ?? 0,
    })
    const corrected = await correctReport(all.house)(lin, { id, reason: '补录' })
    expect(corrected.version).toBe(3)
    expect((await days())[0]).toMatchObject({
      version: 3,
      because: 'correction',
      opened: 4,
      closed: 2,
      signed: null,
      signedBefore: true,
    })
    expect((await openReport(all.house)(lin, { id }, 'zh')).sections).toEqual(before.sections)
    const opened = await openFigure(all.house)(lin, { figure: 'opened', report: id }, 'zh')
    expect([opened.total, opened.items.length]).toEqual([5, 5])
    await expect(signReport(all.house)(lin, { id, remarks: null })).rejects.toMatchObject({
      code: 'report-superseded',
      facts: { version: 3 },
    })
    await expect(rows(`update quality.report_row set hit = true`)).rejects.toThrow(/permission denied/)
  })
})

describe('the overview', () => {
  test('says what is worst first, compares with a report, and its numbers open their rows', async () => {
    const view = await readOverview(all.house)(manager, { compare: 'yesterday' }, 'zh')
    expect(view.numbers.map(one => one.figure)).toEqual(['opened', 'closed', 'overdue', 'response-rate', 'limit-rate'])
    expect(view.numbers[0]).toMatchObject({ cell: { shown: '0' }, before: { shown: '4' } })
    expect(view.before).toMatchObject({ day: '2026-11-16', reportId: expect.any(String) })
    expect(view.load.rows[0]).toMatchObject({ unit: { name: '医保科' }, late: 2 })
    expect(view.load.rows[0]?.longest).toBeGreaterThan(60 * 11)
    const cell = await openFigure(all.house)(
      manager,
      { figure: 'load-response-late', by: 'unit', is: view.load.rows[0]?.unit.id },
      'zh',
    )
    expect(cell).toMatchObject({ total: view.load.rows[0]?.cells[1], label: '医保科' })
    expect(cell.items[0]?.record?.person).toBe('黄*明')
    expect(
      await rows(`select 1 from platform.journal where action = 'figure.opened' and kind = 'read'`),
    ).not.toHaveLength(0)
    await expect(openFigure(all.house)(manager, { figure: 'constructor' }, 'zh')).rejects.toMatchObject({
      code: 'figure-unknown',
    })
  })

  test('a group lead sees the people of the group with their load, and what is before them by the next clock', async () => {
    const { id } = await create({ item: 'SVC-03' })
    const before = await readGroup(all.house)(manager, {})
    expect(before.unit?.name).toBe('服务总台')
    const [share] = before.shares
    expect(share).toMatchObject({ state: 'unaccepted', late: false, unattended: false, matter: { id } })
    const other = before.people.find(one => one.person.id !== share?.assignee.id)?.person.id ?? ''
    expect(before.people.map(one => one.shares).toSorted()).toEqual([0, 1])
    await handOnPart(all.house)(manager, {
      id,
      partId: share?.partId ?? '',
      unitId: null,
      personId: other,
      reason: '他更熟',
    })
    const after = await readGroup(all.house)(manager, {})
    expect(after.shares[0]?.assignee.id).toBe(other)
    expect(after.people.map(one => [one.person.id, one.shares])).toContainEqual([other, 1])
    await expect(readGroup(all.house)(lin, { unit: hospital.unit.desk })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the monthly review', () => {
  test('TKT-16: the figures of the pack are those of the monthly report, and each decision has an action id', async () => {
    const units = [hospital.unit.finance, hospital.unit.insurance]
    await expect(
      callReview(all.house)(manager, {
        month: '2026-12',
        startsAt: at('30T15:00:00').toString(),
        place: '三楼',
        units,
      }),
    ).rejects.toMatchObject({ code: 'month-to-come' })
    const { id } = await callReview(all.house)(manager, {
      month: '2026-11',
      startsAt: at('30T15:00:00').toString(),
      place: '三楼会议室',
      units,
    })
    const review = await openReview(all.house)(manager, { id }, 'zh')
    const report = await openReport(all.house)(manager, { id: review.report.id }, 'zh')
    expect(report).toMatchObject({ kind: 'month', day: '2026-11-01', because: 'review' })
    expect(review.pack).toEqual(report.sections)
    expect(review.pack[0]?.rows[0]?.cells[0]?.count).toBe(4)
    expect((await sweepReports(all.house, manager)).wrong).toEqual([])
    expect(review.absent).toEqual(['投诉与建议'])
    expect(review.painPointsMissing.map(unit => unit.name)).toContain('财务科')
    expect(review.seats.map(seat => [seat.unit.name, seat.person?.name, seat.state])).toEqual([
      ['医保科', '医保科联络', 'invited'],
      ['财务科', '财务科联络', 'invited'],
    ])
    expect(await rows(`select 1 from notification.message where template = 'review.invitation'`)).toHaveLength(2)
    await expect(
      callReview(all.house)(manager, {
        month: '2026-11',
        startsAt: at('30T15:00:00').toString(),
        place: '三楼',
        units,
      }),
    ).rejects.toMatchObject({ code: 'review-called' })

    await seatReview(all.house)(manager, {
      id,
      unitId: hospital.unit.finance,
      state: 'present',
      proposal: '预交金自动同步',
    })
    const minutes = '会议议定两项。'
    await expect(closeReview(all.house)(manager, { id, minutes, version: 1 })).rejects.toMatchObject({
      code: 'attendance-missing',
      facts: { count: 1 },
    })
    await seatReview(all.house)(manager, { id, unitId: hospital.unit.insurance, state: 'absent', proposal: null })
    const owner = hospital.person['finance-head'] ?? ''
    const decided = [
      await decideReview(all.house)(manager, {
        id,
        decision: '预交金每晚同步',
        unitId: hospital.unit.finance,
        ownerId: owner,
        dueOn: '2026-11-20',
      }),
      await decideReview(all.house)(manager, {
        id,
        decision: '盖章窗口前移',
        unitId: null,
        ownerId: owner,
        dueOn: '2026-11-30',
      }),
    ]
    await closeReview(all.house)(manager, { id, minutes, version: 1 })
    await expect(
      decideReview(all.house)(manager, { id, decision: '再加', unitId: null, ownerId: owner, dueOn: '2026-11-30' }),
    ).rejects.toMatchObject({ code: 'review-closed' })
    const over = await openReview(all.house)(manager, { id }, 'zh')
    expect(over.decisions.map(one => [one.id, one.number])).toEqual(decided.map(one => [one.id, one.number]))
    expect(new Set(decided.map(one => one.number)).size).toBe(2)
    expect(over).toMatchObject({ minutes, present: 1, invited: 2 })

    await expect(finishAction(all.house)(lin, { id: decided[0]?.id ?? '', result: '好了' })).rejects.toMatchObject({
      code: 'not-your-action',
    })
    await finishAction(all.house)(await hospital.as('finance-head'), { id: decided[0]?.id ?? '', result: '已上线' })
    expect((await listReviews(all.house)(manager)).open.map(one => one.number)).toEqual([decided[1]?.number])
    expect(JSON.stringify(await rows('select * from quality.action'))).not.toContain('同步')
  })
})

describe('the consoles', () => {
  test('ORG-09 (part): every number opens as many rows; outside the delegation the deputy’s approval of the director’s item is refused', async () => {
    for (const console of ['director', 'deputy'] as const) {
      const { numbers } = await readConsole(all.house)(director, { console }, 'zh')
      for (const number of numbers) {
        const opened =
          number.figure === null
            ? (await openNumber(all.house)(director, { number: number.id }, 'zh')).items.length
            : (await openFigure(all.house)(director, { figure: number.figure }, 'zh')).total
        expect([number.id, opened]).toEqual([number.id, number.count])
      }
      expect(numbers.filter(number => number.count > 0).length).toBeGreaterThan(2)
    }
    const [month] = (await listReports(all.house)(director, { kind: 'month' })).items
    const id = month?.id ?? ''
    expect((await openReport(all.house)(deputy, { id }, 'zh')).may).not.toContain('approve')
    await expect(approveReport(all.house)(deputy, { id })).rejects.toMatchObject({ code: 'director-only' })
    expect(
      await rows(`select 1 from platform.journal where action = 'report.approval-refused' and kind = 'refusal'`),
    ).toHaveLength(1)

    await delegate(all.house)(director, {
      from: at('18T00:00:00').toString(),
      to: at('19T00:00:00').toString(),
      scope: ['plan'],
      reason: '外出开会',
    })
    await expect(approveReport(all.house)(deputy, { id })).rejects.toMatchObject({ code: 'director-only' })
    await go('18T09:00:00')
    expect((await openReport(all.house)(deputy, { id }, 'zh')).may).toContain('approve')
    await approveReport(all.house)(deputy, { id })
    expect((await openReport(all.house)(deputy, { id }, 'zh')).approved?.by.name).toBe('吴副主任')
    const again = await correctReport(all.house)(manager, { id, reason: '补一天' })
    await go('19T00:00:30')
    await expect(approveReport(all.house)(deputy, { id: again.id })).rejects.toMatchObject({ code: 'director-only' })
    await approveReport(all.house)(director, { id: again.id })
  })

  test('ORG-01 (part): ending the deputy’s term shows the vacancy on the console', async () => {
    const vacant = async () =>
      (await openNumber(all.house)(director, { number: 'vacant-leads' }, 'zh')).items.map(row => row.title)
    expect(await vacant()).toEqual([])
    const { endAssignment } = await import('#modules/staff/index.ts')
    const [held] = await rows<{ id: string }>(`select id from staff.assignment where post = 'deputy-director'`)
    await endAssignment(all.house)(systemCaller(all.house.hospital.id), { id: held?.id ?? '', reason: '任期届满' })
    expect(await vacant()).toEqual(['门诊客服部 · 副主任'])
  })
})

describe('a report as a file', () => {
  test('as Word, Excel and CSV, without formulas, and who took it stands in the journal', async () => {
    const evil = (await rows<{ id: string }>(`select id from staff.unit where code = 'EVIL'`))[0]?.id ?? ''
    await create({ units: [evil] })
    await go('19T18:00:30')
    const id = (await days())[0]?.id ?? ''
    const file = async (as: 'docx' | 'xlsx' | 'csv') => {
      const made = await exportReport(all.house)(manager, { id, as }, 'zh')
      expect(made.name).toBe(`日报 2026-11-19 v1.${as}`)
      return Buffer.from(made.content, 'base64')
    }
    const csv = (await file('csv')).toString('utf8')
    expect(csv).toContain(`'=1+1 科`)
    expect(csv).not.toMatch(/(^|,)=1/m)
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    await book.xlsx.load((await file('xlsx')) as never)
    const cell = book.getWorksheet('按部门')?.getCell('A2')
    expect(cell?.type).toBe(excel.ValueType.String)
    expect(cell?.value).toBe('=1+1 科')
    expect((await file('docx')).subarray(0, 2).toString()).toBe('PK')
    const exported = await rows<{ actorId: string; facts: { as: string } }>(
      `select actor_id, facts from platform.journal where action = 'report.exported' and kind = 'read' order by tx, id`,
    )
    expect(exported.map(row => [row.actorId, row.facts.as])).toEqual(
      ['csv', 'xlsx', 'docx'].map(as => [hospital.person['manager'], as]),
    )
  })
})

describe('the rows behind a report', () => {
  test('cannot be removed by hand; after three years they go, the report says so, and its figures stay as they were', async () => {
    const id = (await days()).at(-1)?.id ?? ''
    const asOne = { report: id, figure: 'opened' }
    const before = await openReport(all.house)(lin, { id }, 'zh')
    expect((await openFigure(all.house)(lin, asOne, 'zh')).items).not.toEqual([])
    await expect(rows('delete from quality.report_row where report_id = $1', [id])).rejects.toThrow(/written once/)
    const night = async () => {
      const removal = removeExpired(expires)
      do await removal.run(all.house, all.clock.now())
      while ((await rows('select from platform.removal where ended_at is null')).length > 0)
    }
    all.clock.advance({ hours: 24 * 1000 })
    await night()
    expect((await openFigure(all.house)(lin, asOne, 'zh')).items).not.toEqual([])
    all.clock.advance({ hours: 24 * 130 })
    await night()
    await expect(openFigure(all.house)(lin, asOne, 'zh')).rejects.toMatchObject({ code: 'report-rows-over' })
    expect(await openReport(all.house)(lin, { id }, 'zh')).toEqual(before)
    expect(await rows('select from quality.report_row where report_id = $1', [id])).toEqual([])
  })
})
