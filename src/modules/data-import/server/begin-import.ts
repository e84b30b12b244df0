import { createHash } from 'node:crypto'
import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { readRows } from '#platform/spreadsheet/read.ts'
import type { Template } from '#platform/spreadsheet/template.ts'
import { UnreadableFile } from '#platform/spreadsheet/unreadable.ts'
import { cellsOf, type Layout, layoutOf } from '../rules/table.ts'
import { insertBatch, insertImport, type KeptRow, runningOfKind } from './store.ts'
import { templateOf } from './templates.ts'

/**
 * Takes in a file (上传): reads it wholly within its bounds, keeps its rows enciphered, and answers before any row is taken. What cannot be
 * read is refused whole. Who goes on with it: `carry-on.ts`.
 */
export async function beginImport(
  house: House,
  caller: Caller,
  asked: { readonly kind: string; readonly file: string; readonly bytes: Buffer },
): Promise<{ id: string; lines: number }> {
  const template = templateOf(caller, asked.kind)
  const authorId = personOf(caller)
  const { layout, batches, lines } = await readFile(template, asked.bytes)
  const id = house.ids.next()
  await transact(house, caller, async ({ tx, tell }) => {
    if (await runningOfKind(tx, caller.hospitalId, template.kind)) throw new Problem('import-running')
    await insertImport(tx, {
      hospitalId: caller.hospitalId,
      id,
      kind: template.kind,
      file: house.cipher.encipher(asked.file),
      digest: createHash('sha256').update(asked.bytes).digest(),
      lines,
      notes: layout.unknown,
      headings: [...layout.places.keys()],
      authorId,
      startedAt: house.clock.now(),
    })
    for (const [number, rows] of batches.entries()) await insertBatch(house, tx, caller.hospitalId, id, number, rows)
    tell({
      action: 'data-import.began',
      subject: { kind: 'import', id },
      facts: { kind: template.kind, lines },
      detail: { file: asked.file },
    })
  })
  return { id, lines }
}

async function readFile(
  template: Template,
  bytes: Buffer,
): Promise<{ layout: Layout; batches: KeptRow[][]; lines: number }> {
  let layout: Layout | null = null
  const batches: KeptRow[][] = []
  let lines = 0
  try {
    for await (const row of readRows(bytes)) {
      if (layout === null) {
        layout = layoutOf(template.columns, row)
        continue
      }
      const cells = cellsOf(layout, row)
      if (cells === null) continue
      if (lines % template.atOnce === 0) batches.push([])
      batches.at(-1)?.push({ line: row.line, cells })
      lines += 1
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? new Problem(`file-${error.why}`) : error
  }
  if (layout === null) throw new Problem('file-empty')
  if (lines === 0) throw new Problem('no-rows')
  return { layout, batches, lines }
}
