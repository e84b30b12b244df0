import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartRefusal } from '#platform/start-refusal.ts'

/** As whom PostgreSQL runs: as we do; as root inside a user namespace of its own; or, when we are root, as someone else. */
export interface RunAs {
  readonly mode: 'self' | 'user-namespace' | 'nobody' | 'owner'
  readonly prefix: readonly string[]
  readonly ids: { readonly uid?: number; readonly gid?: number }
}

const NOBODY = 65534
const SELF: RunAs = { mode: 'self', prefix: [], ids: {} }
const NAMESPACE: RunAs = { mode: 'user-namespace', prefix: ['unshare', '-U'], ids: {} }

/**
 * PostgreSQL refuses to run as root. The owner of existing data decides; for new data a user namespace (files stay root's)
 * is taken before `nobody`, which `asNobody` forces.
 */
export function runAs(cluster: string, asNobody = false): RunAs {
  const owner = statSync(cluster, { throwIfNoEntry: false })
  const self = process.getuid?.()
  if (self !== 0) {
    if (owner && self !== undefined && owner.uid !== self) throw foreign(cluster, owner.uid)
    return SELF
  }
  if (owner && owner.uid !== 0)
    return { mode: owner.uid === NOBODY ? 'nobody' : 'owner', prefix: [], ids: { uid: owner.uid, gid: owner.gid } }
  if (!asNobody && spawnSync('unshare', ['-U', 'true']).status === 0) return NAMESPACE
  const nobody: RunAs = { mode: 'nobody', prefix: [], ids: { uid: NOBODY, gid: NOBODY } }
  // Data that root made where a user namespace was allowed, on a machine that no longer allows it.
  if (owner) giveAll(cluster, nobody)
  return nobody
}

/** Hands a file or folder to the one who runs PostgreSQL. */
export function give(path: string, { ids }: RunAs): void {
  if (ids.uid !== undefined) chownSync(path, ids.uid, ids.gid ?? ids.uid)
}

function giveAll(folder: string, to: RunAs): void {
  give(folder, to)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) give(join(folder, name), to)
}

/** Lets another user through to `folder`: opens our own data folder to pass, and refuses clearly at a closed one above. */
export function openWay(
  folders: { readonly ours: string; readonly above: readonly string[] },
  { ids, mode }: RunAs,
): void {
  if (ids.uid === undefined) return
  chmodSync(folders.ours, statSync(folders.ours).mode | 0o011)
  for (const start of folders.above)
    for (let at = start; ; at = dirname(at)) {
      const { uid, mode: bits } = statSync(at)
      if (uid !== ids.uid && (bits & 0o001) === 0)
        throw new StartRefusal(
          `以 root 启动时，数据库以 ${mode} 用户运行，但它进不了目录 ${at}。请把程序和 DATA_DIR 放到所有用户可进入的目录，或改用普通用户启动。`,
          `Started by root, the database runs as ${mode}, which may not enter ${at}. Move the program and DATA_DIR below folders that everybody may pass, or start as an ordinary user.`,
        )
      if (at === dirname(at)) break
    }
}

const foreign = (cluster: string, uid: number) =>
  new StartRefusal(
    `数据目录 ${cluster} 属于用户 ${uid}，当前用户不能使用。请用原来的用户启动，或另设 DATA_DIR。`,
    `The data in ${cluster} belong to user ${uid}, not to you. Start as that user, or set another DATA_DIR.`,
  )
