import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import type { Matter } from './matter.ts'
import { patientWords } from './words.ts'
import '../screens.css'

/** What the hospital told the patient, the newest first; what came while the page was open glows once. */
export function Told({ matter }: { readonly matter: Matter }) {
  const say = useWords(patientWords)
  const [known] = useState(() => new Set(matter.told.map(one => one.at)))
  return (
    <section className="t-card" aria-label={say('told.title')}>
      <h2 className="t-card-title">{say('told.title')}</h2>
      {matter.told.length === 0 && <p className="t-hint">{say('told.none')}</p>}
      <ol className="t-told">
        {matter.told
          .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
          .map(({ at, text }) => (
            <li key={`${at} ${text}`} className={known.has(at) ? 'on-paper' : 'on-paper glow'}>
              <time dateTime={at}>{sayWhen(at)}</time>
              <p className="t-text">{text}</p>
            </li>
          ))}
      </ol>
    </section>
  )
}
