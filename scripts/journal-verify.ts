/** Checks every seal of the journal and names each row that was changed, removed or slipped in. Exit code 1 when there is one. */
import { readConfiguration } from '#platform/configuration.ts'
import { openDatabase, run } from '#platform/database.ts'
import { openKeys } from '#platform/keys.ts'
import { reachDatabase } from '#platform/reach-database.ts'
import { verifyJournal } from '#platform/seals.ts'

const WORDS = {
  changed: '被改动 changed',
  removed: '被删除 removed',
  inserted: '被插入 inserted',
  'seal-broken': '封印被破坏 seal broken',
  'seal-missing': '封印缺失 seal missing',
} as const

const configuration = readConfiguration(process.env)
const { connection, close } = await reachDatabase(configuration)
const database = openDatabase(connection, { size: 2 })
try {
  const keys = await openKeys(configuration.keyFile, false)
  const hospitals = await database.transact(tx =>
    run<{ id: string; name: string }>(tx, 'select id, name from platform.hospital order by id'),
  )
  let found = 0
  for (const hospital of hospitals) {
    const { seals, rows, unsealed, findings } = await verifyJournal({ database, keys }, hospital.id)
    process.stdout.write(
      `${hospital.name}: ${rows} 行已封 rows sealed, ${seals} 封 seals, ${unsealed} 行待封 not sealed yet\n`,
    )
    for (const finding of findings) process.stdout.write(`  ${WORDS[finding.kind]}: ${finding.what}\n`)
    found += findings.length
  }
  process.stdout.write(found === 0 ? '日志完好 the journal is whole\n' : `${found} 处异常 findings\n`)
  process.exitCode = found === 0 ? 0 : 1
} finally {
  await database.close()
  await close()
}
