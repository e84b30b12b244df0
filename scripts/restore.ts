/**
 * `npm run restore -- FILE`: from a backup into an empty `DATA_DIR`, with `--replace` in the place of what is there, with
 * `--database NAME` into a new database of `DATABASE_URL`'s server; with `--check` on trial, compared and written down (恢复测试).
 */
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { houseBeside } from '#apps/server/beside.ts'
import { recordRestoreTest } from '#modules/backup/index.ts'
import { type Loaded, loadBackup } from '#platform/backup/load.ts'
import type { Progress } from '#platform/backup/make.ts'
import { restoreDatabase, restoreFolder, restoreOnTrial } from '#platform/backup/put-in-place.ts'
import { systemClock } from '#platform/clock.ts'
import { type Configuration, readConfiguration } from '#platform/configuration.ts'
import { type Keys, openKeys } from '#platform/keys.ts'
import { reachDatabase } from '#platform/reach-database.ts'
import { StartRefusal } from '#platform/start-refusal.ts'
import { endWithBootstrap } from '#platform/bootstrap-channel.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)
const show = (text: string) => process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${text}` : `${text}\n`)
const onTable = ({ table, done, of }: Progress) => show(`  ${done + 1}/${of}  ${table}`)

const close = endWithBootstrap()

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof StartRefusal ? error.message : String((error as Error).stack)}\n`)
  process.exitCode = 1
} finally {
  close()
}

async function main(): Promise<void> {
  const { file, ...words } = readWords(process.argv.slice(2))
  const configuration = readConfiguration(process.env)
  const keys = await openKeys(configuration.keyFile, false)
  const load = (connection: Parameters<typeof loadBackup>[0]['connection']) =>
    loadBackup({ file, keys, connection, onTable })
  if (words.check) return check(configuration, keys, file, load)
  if (words.database !== null) {
    if (configuration.databaseUrl === null)
      throw new StartRefusal(
        '--database 只用于 DATABASE_URL 的数据库服务器；内置数据库请用 DATA_DIR',
        '--database is for the server of DATABASE_URL; with the embedded database, set DATA_DIR',
      )
    const loaded = whole(await restoreDatabase(configuration.databaseUrl, words.database, load))
    told(loaded)
    say(
      `已恢复到新数据库 ${words.database}。切换方法：停止服务，把 DATABASE_URL 中的数据库名改为 ${words.database}，再启动\n` +
        `Restored into the new database ${words.database}. To switch: stop the house, name it in DATABASE_URL, start again`,
    )
    return
  }
  if (configuration.databaseUrl !== null)
    throw new StartRefusal(
      '使用 DATABASE_URL 时，恢复只写入新数据库，请用 --database 指定新数据库名',
      'With DATABASE_URL, a restore writes into a new database only; name it with --database',
    )
  const loaded = await restoreFolder(configuration.dataDir, { replace: words.replace, at: systemClock.now() }, load)
  whole(loaded)
  told(loaded)
  if (loaded.kept !== null)
    say(`原数据另存于 ${loaded.kept}，确认无误后可删除 · The data before are kept there; remove them when all is well`)
  say(`已恢复到 ${configuration.dataDir}，请用同一密钥文件启动 · Restored; start with the same key file`)
  say(`  KEY_FILE=${configuration.keyFile} DATA_DIR=${configuration.dataDir} npm start`)
}

async function check(
  configuration: Configuration,
  keys: Keys,
  file: string,
  load: Parameters<typeof restoreOnTrial>[2],
): Promise<void> {
  const began = performance.now()
  const { connection, close } = await reachDatabase(configuration)
  try {
    const loaded = await restoreOnTrial(connection, randomBytes(4).toString('hex'), load)
    const seconds = Math.ceil((performance.now() - began) / 1000)
    const house = await houseBeside(configuration, keys, connection, 'backup.restore_test')
    if (house !== null) {
      await recordRestoreTest(house, { ...loaded, file, seconds })
      await house.database.close()
    }
    whole(loaded)
    told(loaded)
    say(`恢复测试通过（${seconds} 秒） · The restore test passed (${seconds} s)`)
    if (house === null) say('这里没有医管家的数据，测试未记录 · No house here; the test was not written down')
  } finally {
    await close()
  }
}

function whole<T extends Loaded>(loaded: T): T {
  if (loaded.differences.length === 0) return loaded
  const list = loaded.differences.map(one => `  ${one}`).join('\n')
  throw new StartRefusal(
    `恢复的数据与备份清单不一致，未使用：\n${list}`,
    'What was restored is not what the backup says; it was not put in place',
  )
}

function told({ manifest }: Loaded): void {
  const rows = manifest.tables.reduce((sum, one) => sum + one.rows, 0)
  say(
    `\n备份时间 ${manifest.at}：${manifest.tables.length} 张表、${rows} 行，逐表核对一致，日志封印完好\n` +
      `Of ${manifest.at}: ${manifest.tables.length} tables, ${rows} rows, each table compared, the journal is whole`,
  )
}

function readWords(words: string[]) {
  const refusal = new StartRefusal(
    '用法：npm run restore -- 文件名 [--check] [--replace] [--database 新数据库名]',
    'Usage: npm run restore -- FILE [--check] [--replace] [--database NAME]',
  )
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { check: { type: 'boolean' }, replace: { type: 'boolean' }, database: { type: 'string' } },
    })
    const [file] = positionals
    const database = values.database ?? null
    if (
      file === undefined ||
      positionals.length > 1 ||
      (database !== null && !/^[a-z_][a-z0-9_]{0,45}$/.test(database))
    )
      throw refusal
    return { file: resolve(file), check: values.check === true, replace: values.replace === true, database }
  } catch {
    throw refusal
  }
}
