import { useEffect, useRef, useState } from 'react'

/** Versions that came of this desk's own acts: what I did myself does not glow. */
const own = new Map<string, number>()

export const noteOwn = (id: string, version: number): void => void own.set(id, Math.max(version, own.get(id) ?? 0))

/** Counts the changes of a matter that somebody made elsewhere while it was shown. */
export function useChangesElsewhere(id: string, version: number): number {
  const seen = useRef({ id, version })
  const [count, setCount] = useState(0)
  useEffect(() => {
    const before = seen.current
    seen.current = { id, version }
    if (before.id === id && version > before.version && (own.get(id) ?? 0) < version) setCount(times => times + 1)
  }, [id, version])
  return count
}
