import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { StartRefusal } from '#platform/start-refusal.ts'
import { MAJOR_VERSION } from './binaries.ts'
import { give, type RunAs } from './run-as.ts'

/** UTF-8, lists sorted by pinyin, damaged pages noticed; reachable only through a socket in a folder that is ours alone. */
const INITDB = [
  ['--username', 'postgres'],
  ['--auth', 'trust'],
  ['--encoding', 'UTF8'],
  ['--locale', 'C'],
  ['--locale-provider', 'icu'],
  ['--icu-locale', 'zh-Hans-CN'],
  ['--data-checksums'],
].flat()

/** Makes the database's files in `cluster` if there are none. A start that dies half way leaves nothing that looks whole. */
export function prepareCluster(cluster: string, bin: string, as: RunAs, options: { sync: boolean }): void {
  clearHalfMade(cluster)
  if (existsSync(cluster)) {
    checkVersion(cluster)
    // Data that came back from a copy; PostgreSQL wants them closed to others, and so do we.
    chmodSync(cluster, 0o700)
    return
  }
  const aside = `${cluster}.init-${process.pid}`
  mkdirSync(aside, { mode: 0o700 })
  give(aside, as)
  const [command = '', ...args] = [...as.prefix, join(bin, 'initdb'), '--pgdata', aside, ...INITDB]
  const made = spawnSync(command, options.sync ? args : [...args, '--no-sync'], { encoding: 'utf8', ...as.ids })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
  renameSync(aside, cluster)
}

function clearHalfMade(cluster: string): void {
  for (const name of readdirSync(dirname(cluster)))
    if (name.startsWith(`${basename(cluster)}.init-`))
      rmSync(join(dirname(cluster), name), { recursive: true, force: true })
}

function checkVersion(cluster: string): void {
  const file = join(cluster, 'PG_VERSION')
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'unknown'
  if (version !== MAJOR_VERSION)
    throw new StartRefusal(
      `${cluster} 中的数据不是 PostgreSQL ${MAJOR_VERSION} 的数据（版本：${version}），为保护数据未作任何改动。`,
      `${cluster} does not hold data of PostgreSQL ${MAJOR_VERSION} (version: ${version}); nothing was touched.`,
    )
}
