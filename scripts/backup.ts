/** `npm run backup -- FILE`: everything in one enciphered file (备份, SEC-04), beside a house that serves or not. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { houseBeside } from '#apps/server/beside.ts'
import { systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { backUp } from '#modules/backup/index.ts'
import { problems } from '#modules/backup/problems.ts'
import { makeBackup, type Progress } from '#platform/backup/make.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfiguration } from '#platform/configuration.ts'
import { openKeys } from '#platform/keys.ts'
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
  process.stderr.write(`${explained(error as Error)}\n`)
  process.exitCode = 1
} finally {
  close()
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [name] = positionals
  if (name === undefined || positionals.length > 1)
    throw new StartRefusal('用法：npm run backup -- 文件名', 'Usage: npm run backup -- FILE')
  const file = resolve(name)
  const began = performance.now()
  const configuration = readConfiguration(process.env)
  const keys = await openKeys(configuration.keyFile, false)
  const { connection, close } = await reachDatabase(configuration)
  try {
    const house = await houseBeside(configuration, keys, connection, 'backup.backup')
    if (house === null) await withoutLog()
    else
      try {
        const begun = await backUp(house, systemCaller(house.hospital.id), { kind: 'command', to: { file }, onTable })
        if (!(await begun.through))
          throw new StartRefusal(
            '备份没有完成，未留下文件；请检查磁盘空间、文件夹权限，文件名不能已存在',
            'The backup failed and left no file; check the space on the disk, the folder, and that the name is free',
          )
      } finally {
        await house.database.close()
      }
    say(
      `\n${file}（${((performance.now() - began) / 1000).toFixed(1)} 秒 s）\n` +
        `由密钥 ${keys.current.id} 加密。密钥文件不在备份中，请另行保管：${configuration.keyFile}\n` +
        `Enciphered with key ${keys.current.id}. The key file is not in the backup; keep it apart: ${configuration.keyFile}`,
    )
  } finally {
    await close()
  }

  /** A database of an older program has no log of backups yet; its backup is as good. */
  async function withoutLog() {
    const client = new Client(connection)
    await client.connect()
    try {
      await makeBackup(client, { keys, file, at: systemClock.now(), onTable })
    } finally {
      await client.end()
    }
  }
}

function explained(error: Error): string {
  if (error instanceof StartRefusal) return error.message
  if (error instanceof Problem && error.code in problems) {
    const { zh, en } = problems[error.code as keyof typeof problems]
    return `${zh}\n${en}`
  }
  return String(error.stack)
}
