import { useEffect, useRef, useState } from 'react'
import { useWords } from '#ui/language.ts'
import type { Matter } from './matter.ts'
import { lineKey, newestFirst } from './newest-first.ts'
import { patientWords } from './words.ts'

/** What changed while the page was open, in one sentence for those who hear the page; empty before the first change. */
export function useNews(matter: Matter): string {
  const say = useWords(patientWords)
  const before = useRef(matter)
  const [news, setNews] = useState('')
  useEffect(() => {
    const { station, told } = before.current
    before.current = matter
    const known = new Set(told.map(lineKey))
    const newest = newestFirst(matter.told).find(line => !known.has(lineKey(line)))
    if (station !== matter.station && matter.station !== 'withdrawn')
      setNews(say('changed.station', { station: say(`step.${matter.station}`) }))
    else if (newest) setNews(say('changed.news', { text: newest.text }))
  }, [matter, say])
  return news
}
