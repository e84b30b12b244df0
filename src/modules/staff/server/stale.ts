import { Problem } from '#kernel/problem.ts'

/** Refuses a change of something that was changed meanwhile, and says which of the asked fields are others by now. */
export function mustBeNewest(
  stored: { readonly id: string; readonly version: number },
  version: number,
  asked: Readonly<Record<string, unknown>>,
): void {
  if (stored.version === version) return
  const now = stored as unknown as Readonly<Record<string, unknown>>
  const changed = Object.keys(asked).filter(field => field in now && now[field] !== asked[field])
  throw new Problem('stale-version', { id: stored.id, version: stored.version, changed })
}
