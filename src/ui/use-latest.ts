import { type RefObject, useLayoutEffect, useRef } from 'react'

/** The newest value of a property, for what is called later: a listener, a timer. Not to be read while drawing. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return latest
}
