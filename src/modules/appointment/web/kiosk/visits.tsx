import { useCallback, useEffect, useState } from 'react'
import { call } from '#ui/client.ts'
import { setLanguage } from '#ui/language.ts'
import { forgetReading } from '#ui/reading.ts'
import { endKioskVisits } from '../../contract.ts'
import type { Because, Kiosk } from './steps.ts'
import { Visit } from './visit.tsx'

/** Nothing of a person is in any storage; what the last one chose of language and type goes as well. */
function clearDevice(): void {
  forgetReading()
  setLanguage('zh')
  try {
    localStorage.clear()
    sessionStorage.clear()
  } catch {
    // A browser that keeps nothing.
  }
}

/** Out of reach, the house ends the visit by its own clock. */
const tellEnd = (because: Because) =>
  void call(endKioskVisits, { body: { because } }, { keepalive: true }).catch(() => undefined)

/**
 * What people do at this machine, one after the other (自助办理). Whatever ends a visit (finished, left, a minute without a touch, a page that
 * is left or begins anew), the whole tree with all that it knew is dropped, and the house is told, which frees a kept place.
 */
export function Visits({ kiosk }: { readonly kiosk: Kiosk }) {
  const [round, setRound] = useState({ number: 0, wasOver: false })
  const leave = useCallback((because: Because, wasOver = false) => {
    tellEnd(because)
    clearDevice()
    setRound(before => ({ number: before.number + 1, wasOver }))
  }, [])
  useEffect(() => {
    clearDevice()
    tellEnd('reload')
    const hide = () => leave('reload')
    const show = (event: PageTransitionEvent) => event.persisted && leave('reload')
    addEventListener('pagehide', hide)
    addEventListener('pageshow', show)
    return () => {
      removeEventListener('pagehide', hide)
      removeEventListener('pageshow', show)
    }
  }, [leave])
  return <Visit key={round.number} kiosk={kiosk} wasOver={round.wasOver} leave={leave} />
}
