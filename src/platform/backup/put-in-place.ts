import { existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import type pg from 'pg'
import type { Instant } from '#kernel/time.ts'
import { claimFolder, FolderTaken } from '#platform/embedded-postgres/folder-lock.ts'
import { processesIn } from '#platform/embedded-postgres/processes.ts'
import { beginSwap, finishSwap, WORKSHOP } from '#platform/embedded-postgres/swap.ts'
import { startEmbedded } from '#platform/embedded-postgres.ts'
import { StartRefusal } from '#platform/start-refusal.ts'
import type { Loaded } from './load.ts'

type Load = (connection: pg.ClientConfig) => Promise<Loaded>

/**
 * Restores beside the data of `dataDir` and puts the result in their place when it is whole; the old data stay in a folder of their own.
 * Refuses a folder whose house runs, and one that has data unless `replace`. Killed at any moment, it leaves the old or the new.
 */
export async function restoreFolder(
  dataDir: string,
  options: { readonly replace: boolean; readonly at: Instant },
  load: Load,
): Promise<Loaded & { readonly kept: string | null }> {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const home = realpathSync(dataDir)
  const lock = await claimFolder(home).catch((error: unknown) => {
    if (!(error instanceof FolderTaken)) throw error
    throw new StartRefusal(
      `数据目录 ${home} 的服务正在运行，恢复前请先停止它；或另设 DATA_DIR 恢复到别处`,
      `The house of ${home} is running: stop it first, or set another DATA_DIR to restore elsewhere`,
    )
  })
  try {
    finishSwap(home)
    const there = existsSync(join(home, 'postgres'))
    if (there && !options.replace)
      throw new StartRefusal(
        `${home} 中已有数据。要用备份替换，请加 --replace（原数据会另存，不会删除）；或另设 DATA_DIR`,
        `${home} holds data. Add --replace to put the backup in their place (they are kept aside), or set another DATA_DIR`,
      )
    await clearWorkshop(home)
    const loaded = await inWorkshop(join(home, WORKSHOP), load)
    if (loaded.differences.length > 0) {
      await clearWorkshop(home)
      return { ...loaded, kept: null }
    }
    const kept = `postgres.replaced-${options.at.toString().slice(0, 19).replaceAll(/[-:]/g, '')}`
    beginSwap(home, kept)
    finishSwap(home)
    return { ...loaded, kept: there ? join(home, kept) : null }
  } finally {
    lock.release()
  }
}

async function inWorkshop(workshop: string, load: Load): Promise<Loaded> {
  const server = await startEmbedded(workshop, { settings: { max_wal_size: '2GB', checkpoint_timeout: '30min' } })
  try {
    return await load(server.connection)
  } finally {
    await server.stop()
  }
}

const DYING_MS = 10_000

/** What a killed restore left; its server ends by itself, a moment after. */
async function clearWorkshop(home: string): Promise<void> {
  const cluster = join(home, WORKSHOP, 'postgres')
  for (const end = performance.now() + DYING_MS; performance.now() < end; await pause(100))
    if (!existsSync(cluster) || (processesIn(cluster)?.length ?? 0) === 0) break
  rmSync(join(home, WORKSHOP), { recursive: true, force: true })
}

/** What marks a database as one that is being restored, so that a later restore may throw it away. */
const UNFINISHED = 'yiguanjia restore, not finished'

/** Restores into a new database `name` on the server of `url`. It gets its name when it is whole. */
export async function restoreDatabase(url: string, name: string, load: Load): Promise<Loaded> {
  const half = `${name}_restoring`
  return onServer(url, async (server, to) => {
    if (await exists(server, name))
      throw new StartRefusal(
        `数据库 ${name} 已存在，请换一个名字；恢复只写入新建的数据库`,
        `The database ${name} exists already; choose another name: a restore only writes into a new one`,
      )
    await makeDatabase(server, half)
    const loaded = await load(to(half))
    if (loaded.differences.length === 0)
      await server.query(`alter database ${escapeIdentifier(half)} rename to ${escapeIdentifier(name)}`)
    if (loaded.differences.length === 0)
      await server.query(`comment on database ${escapeIdentifier(name)} is ${escapeLiteral('yiguanjia')}`)
    else await server.query(`drop database ${escapeIdentifier(half)} with (force)`)
    return loaded
  })
}

/** Restores into a database that goes again, on the server of this connection: to see whether a backup is good. */
export async function restoreOnTrial(connection: string | pg.ClientConfig, mark: string, load: Load): Promise<Loaded> {
  const name = `${TRIAL}${mark}`
  return onServer(connection, async (server, to) => {
    // Known by its name to whoever looks for what dead trials left.
    await server.query(`set application_name = ${escapeLiteral(name)}`)
    await clearTrials(server)
    await makeDatabase(server, name)
    try {
      return await load(to(name))
    } finally {
      await server.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
    }
  })
}

const TRIAL = 'yiguanjia_check_'

/** Throws away what trials left whose process was killed: their database is there, the session that carries its name is not. */
async function clearTrials(server: Client): Promise<void> {
  const { rows } = await server.query<{ name: string }>(
    `select datname as name from pg_database d where starts_with(datname, $1) and shobj_description(oid, 'pg_database') = $2
       and not exists (select from pg_stat_activity s where s.application_name = d.datname or s.datname = d.datname)`,
    [TRIAL, UNFINISHED],
  )
  for (const { name } of rows)
    await server.query(`drop database if exists ${escapeIdentifier(name)}`).catch(() => undefined)
}

async function onServer<T>(
  connection: string | pg.ClientConfig,
  work: (server: Client, to: (database: string) => pg.ClientConfig) => Promise<T>,
): Promise<T> {
  const server = new Client(connection)
  await server.connect()
  const { host, port, user, password, ssl } = server as unknown as pg.ClientConfig
  const known = {
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    ...(password && { password }),
    ...(ssl && { ssl }),
  }
  try {
    return await work(server, database => ({ ...known, database }))
  } finally {
    await server.end()
  }
}

async function exists(server: Client, name: string): Promise<boolean> {
  const { rowCount } = await server.query('select from pg_database where datname = $1', [name])
  return rowCount !== 0
}

/** A new database like the one that we stand in; what a killed restore left under this name goes first. */
async function makeDatabase(server: Client, name: string): Promise<void> {
  const named = escapeIdentifier(name)
  const { rows } = await server.query<{ said: string | null }>(
    `select shobj_description(oid, 'pg_database') as said from pg_database where datname = $1`,
    [name],
  )
  if (rows[0] !== undefined && rows[0].said !== UNFINISHED)
    throw new StartRefusal(
      `数据库 ${name} 已存在，请换一个名字`,
      `The database ${name} exists already; choose another name`,
    )
  if (rows[0] !== undefined) await server.query(`drop database ${named} with (force)`)
  const { rows: like } = await server.query<Record<'provider' | 'locale' | 'collate' | 'ctype', string | null>>(
    `select datlocprovider as provider, to_jsonb(d) ->> 'datlocale' as locale, datcollate as collate, datctype as ctype
     from pg_database d where datname = current_database()`,
  )
  const { provider, locale, collate, ctype } = like[0] ?? {}
  const icu = provider === 'i' && locale ? ` locale_provider icu icu_locale ${escapeLiteral(locale)}` : ''
  try {
    await server.query(
      `create database ${named} template template0 encoding 'UTF8'
       lc_collate ${escapeLiteral(collate ?? 'C')} lc_ctype ${escapeLiteral(ctype ?? 'C')}${icu}`,
    )
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new StartRefusal(
      '数据库用户没有新建数据库的权限，请让数据库管理员执行 alter role … createdb，恢复后可收回',
      'The database user may not create databases; ask for alter role … createdb for the time of the restore',
    )
  }
  await server.query(`comment on database ${named} is ${escapeLiteral(UNFINISHED)}`)
}
