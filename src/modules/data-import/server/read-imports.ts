import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { organisation } from '#modules/staff/index.ts'
import type { Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type * as contract from '../contract.ts'
import { endImport, findingsOf, type ImportRow, importOf, newestImports } from './store.ts'
import { type Kind, templateOf, templatesFor } from './templates.ts'

const SHOWN = 50
const FINDINGS_SHOWN = 500

type Report = Answer<typeof contract.openImport>

/** What the caller may bring, and what was brought of it (导入记录). */
export async function listImports(house: House, caller: Caller): Promise<Answer<typeof contract.listImports>> {
  const templates = templatesFor(caller)
  const rows = await house.database.transact(tx =>
    newestImports(
      tx,
      caller.hospitalId,
      templates.map(([kind]) => kind),
      SHOWN,
    ),
  )
  const { people } = await organisation(house)
  return {
    kinds: templates.map(([kind, { title, columns }]) => ({
      kind,
      ...title,
      columns: columns.map(one => ({
        heading: one.heading,
        required: one.required === true,
        note: one.note,
        noteEn: one.noteEn,
        choices: Object.keys(one.choices ?? {}),
      })),
    })),
    imports: rows.map(row => shown(house, row, people.get(row.authorId)?.name)),
  }
}

const shown = (house: House, row: ImportRow, author = '') => ({
  id: row.id,
  kind: row.kind as Kind,
  state: row.state,
  file: house.cipher.decipher(row.file),
  lines: row.lines,
  taken: row.taken,
  added: row.added,
  changed: row.changed,
  same: row.same,
  wrong: row.wrong,
  author,
  startedAt: row.startedAt.toString(),
  finishedAt: row.finishedAt?.toString() ?? null,
})

/** The import, if it is of a kind that the caller may bring. */
export async function mustSee(tx: Tx, caller: Caller, id: string): Promise<ImportRow> {
  const row = await importOf(tx, caller.hospitalId, id)
  if (row === null) throw new Problem('not-found')
  templateOf(caller, row.kind)
  return row
}

export async function openImport(house: House, caller: Caller, id: string): Promise<Report> {
  const { row, findings } = await house.database.transact(async tx => ({
    row: await mustSee(tx, caller, id),
    findings: await findingsOf(tx, caller.hospitalId, id, FINDINGS_SHOWN),
  }))
  const { columns } = templateOf(caller, row.kind)
  const { people } = await organisation(house)
  return {
    ...shown(house, row, people.get(row.authorId)?.name),
    unknownHeadings: [...row.notes],
    findings: findings.map(({ line, col, zh, en }) => ({
      line,
      column: columns.find(one => one.key === col)?.heading ?? null,
      zh,
      en,
    })),
  }
}

export async function stopImport(house: House, caller: Caller, id: string): Promise<Report> {
  await transact(house, caller, async ({ tx, tell }) => {
    await mustSee(tx, caller, id)
    const ended = await endImport(tx, caller.hospitalId, id, 'stopped', house.clock.now())
    if (ended === null) throw new Problem('import-over')
    tell({
      action: 'data-import.stopped',
      subject: { kind: 'import', id },
      facts: { kind: ended.kind, taken: ended.taken },
    })
  })
  return openImport(house, caller, id)
}
