import { useLanguage } from '#ui/language.ts'
import type { Patient } from './patient.ts'
import './patient.css'

/** What everyone who meets the patient reads first (服务提示): what can harm, then how to speak. Nothing is drawn where nothing is known. */
export function Banner({ lines }: { readonly lines: Patient['profile']['banner'] }) {
  const language = useLanguage()
  if (lines.length === 0) return null
  return (
    <ul className="pt-banner">
      {lines.map(line => (
        <li key={`${line.kind} ${line.zh}`} data-weight={line.weight}>
          {line.weight === 'alert' && <span aria-hidden="true">⚠ </span>}
          {line[language]}
        </li>
      ))}
    </ul>
  )
}
