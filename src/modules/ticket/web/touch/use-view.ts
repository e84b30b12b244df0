import { useEffect, useState } from 'react'

export interface Views<View extends string> {
  readonly view: View
  readonly go: (to: View) => void
  readonly back: () => void
}

/** One question a screen: a page shows its first view, or one that it opened; the phone's back button leads to the first. */
export function useView<View extends string>(first: View): Views<View> {
  const [view, setView] = useState<View>(first)
  useEffect(() => {
    const left = () => setView(first)
    addEventListener('popstate', left)
    return () => removeEventListener('popstate', left)
  }, [first])
  const go = (to: View) => {
    history.pushState(null, '')
    setView(to)
  }
  return { view, go, back: () => history.back() }
}
