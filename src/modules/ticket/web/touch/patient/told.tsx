import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import type { Matter } from './matter.ts'
import { lineKey, newestFirst } from './newest-first.ts'
import { patientWords } from './words.ts'
import '../screens.css'

/** What the hospital told the patient, the newest first; what came while the page was open glows once. */
export function Told({ matter }: { readonly matter: Matter }) {
  const say = useWords(patientWords)
  const [known] = useState(() => new Set(matter.told.map(lineKey)))
  return (
    <section className="t-card" aria-label={say('told.title')}>
      <h2 className="t-card-title">{say('told.title')}</h2>
      {matter.told.length === 0 && <p className="t-hint">{say('told.none')}</p>}
      <ol className="t-told">
        {newestFirst(matter.told).map(line => (
          <li key={lineKey(line)} className={known.has(lineKey(line)) ? 'on-paper' : 'on-paper glow'}>
            <time dateTime={line.at}>{sayWhen(line.at)}</time>
            <p className="t-text">{line.text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
