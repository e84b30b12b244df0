import { type ReactNode, useEffect, useRef, useState } from 'react'

/** Glows once when `version` moves on after the first drawing: somebody changed it elsewhere. */
export function Glow({ version, children }: { readonly version: number | string; readonly children: ReactNode }) {
  const seen = useRef(version)
  const [times, setTimes] = useState(0)
  useEffect(() => {
    if (seen.current === version) return
    seen.current = version
    setTimes(count => count + 1)
  }, [version])
  return (
    <div key={times} className={times > 0 ? 'glow' : undefined}>
      {children}
    </div>
  )
}
