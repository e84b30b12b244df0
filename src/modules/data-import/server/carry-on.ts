import { type Caller, systemCaller } from '#kernel/caller.ts'
import { organisation, permissionsOf } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import type { Outcome, Template, TemplateRow } from '#platform/spreadsheet/template.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { valuesOf } from '../rules/table.ts'
import { keepPolicy } from '../settings.ts'
import {
  batchTaken,
  endImport,
  type Finding,
  forgetRows,
  holdImport,
  type ImportRow,
  type KeptRow,
  nextBatch,
  runningImports,
} from './store.ts'
import { templateOf } from './templates.ts'

/** How long a worker that died holds an import; each batch holds it anew. */
const HELD_SECONDS = 20

const working = new WeakMap<House, Promise<void>>()

/** For who stops the house or waits for the end: the imports that go on here. */
export const importsThrough = (house: House): Promise<void> => working.get(house) ?? Promise.resolve()

/** Goes on with what is running, beside everything else; one after the other. */
export function carryOn(house: House): void {
  if (working.has(house)) return
  const work = all(house)
    .catch((error: unknown) => house.log.error(errorFacts(error), 'an import was interrupted; it is tried again'))
    .finally(() => working.delete(house))
  working.set(house, work)
}

/** Takes up what a process that died has left. */
const unfinished: Sweep = {
  name: 'data-import: carry on',
  every: 5,
  async run(house) {
    const running = await house.database.transact(tx => runningImports(tx, house.hospital.id))
    if (running.length > 0) carryOn(house)
  },
}

/** Forgets rows that are no longer kept for the report. */
const forgetting: Sweep = {
  name: 'data-import: forget rows',
  every: 3600,
  async run(house, now) {
    const { value } = await house.settings.at(house.hospital.id, keepPolicy, now)
    await house.database.transact(tx => forgetRows(tx, house.hospital.id, now.subtract({ hours: 24 * value.days })))
  },
}

export const sweeps: readonly Sweep[] = [unfinished, forgetting]

async function all(house: House): Promise<void> {
  const worker = house.ids.next()
  const seen = new Set<string>()
  for (;;) {
    const running = await house.database.transact(tx => runningImports(tx, house.hospital.id))
    const next = running.find(one => !seen.has(one.id))
    if (next === undefined) return
    seen.add(next.id)
    while (await takeBatch(house, next.id, worker));
  }
}

/** One batch; false when there is nothing more to do here. Done twice after a crash, it changes nothing the second time. */
async function takeBatch(house: House, id: string, worker: string): Promise<boolean> {
  const hospitalId = house.hospital.id
  const now = house.clock.now()
  const held = await house.database.transact(async tx => {
    const row = await holdImport(tx, hospitalId, id, worker, now, now.add({ seconds: HELD_SECONDS }))
    return row === null ? null : { row, batch: await nextBatch(house, tx, hospitalId, id) }
  })
  if (held === null) return false
  if (held.batch === null) {
    await finish(house, id)
    return false
  }
  const { number, rows } = held.batch
  const outcomes = await taken(house, held.row, rows)
  const findings = outcomes.flatMap((one): Finding[] =>
    'wrong' in one
      ? [{ line: one.line, batch: number, col: one.wrong.column, zh: one.wrong.zh, en: one.wrong.en }]
      : [],
  )
  const count = (what: string) => outcomes.filter(one => 'what' in one && one.what === what).length
  await house.database.transact(tx =>
    batchTaken(
      tx,
      hospitalId,
      id,
      number,
      house.clock.now(),
      { added: count('added'), changed: count('changed'), same: count('same') },
      findings,
    ),
  )
  return true
}

async function finish(house: House, id: string): Promise<void> {
  await transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const ended = await endImport(tx, house.hospital.id, id, 'done', house.clock.now())
    if (ended === null) return
    const { kind, added, changed, same, wrong } = ended
    tell({
      action: 'data-import.finished',
      subject: { kind: 'import', id },
      facts: { kind, added, changed, same, wrong },
    })
  })
}

/** By the rights that the author has now, not by those of the house. */
async function authorOf(house: House, row: ImportRow): Promise<Caller> {
  const org = await organisation(house)
  return {
    ...systemCaller(house.hospital.id),
    kind: 'staff',
    personId: row.authorId,
    permissions: permissionsOf(org, row.authorId, house.clock.now()),
  }
}

async function taken(house: House, row: ImportRow, rows: readonly KeptRow[]): Promise<Outcome[]> {
  const author = await authorOf(house, row)
  let template: Template
  try {
    template = templateOf(author, row.kind)
  } catch {
    return rows.map(({ line }) => ({ line, wrong: NO_RIGHT }))
  }
  const outcomes: Outcome[] = []
  const good: TemplateRow[] = []
  for (const { line, cells } of rows) {
    const read = valuesOf(template.columns, cells)
    if ('wrong' in read) outcomes.push({ line, wrong: read.wrong })
    else good.push({ line, values: read.values })
  }
  if (good.length > 0) outcomes.push(...(await takeGood(house, author, template, good)))
  return outcomes
}

const NO_RIGHT = {
  column: null,
  zh: '导入人已没有这项权限，请由有权限的人重新导入',
  en: 'Who began this import no longer has the right; somebody who has may import the file again',
}
const BROKEN = {
  column: null,
  zh: '这一行无法写入，原因已记入系统日志，请联系系统管理员',
  en: 'This row could not be written; the log of the system says why',
}

/** A row that breaks what takes it must not hold up the others: then they are taken one by one. */
async function takeGood(
  house: House,
  author: Caller,
  template: Template,
  rows: readonly TemplateRow[],
): Promise<Outcome[]> {
  try {
    return await template.take(house, author, rows)
  } catch (error) {
    house.log.error(errorFacts(error), 'rows of an import could not be taken together')
    if (isOutOfReach(error)) throw error
  }
  const outcomes: Outcome[] = []
  for (const row of rows)
    try {
      outcomes.push(...(await template.take(house, author, [row])))
    } catch (error) {
      if (isOutOfReach(error)) throw error
      house.log.error(errorFacts(error), 'a row of an import could not be taken')
      outcomes.push({ line: row.line, wrong: BROKEN })
    }
  return outcomes
}

/** The database went away: the rows are not to blame, and are tried again. */
const isOutOfReach = (error: unknown): boolean => {
  const code = (error as { code?: string }).code ?? ''
  return /^(08|53|57|58)/.test(code) || code.startsWith('E') || /connect|terminat/i.test((error as Error).message)
}
