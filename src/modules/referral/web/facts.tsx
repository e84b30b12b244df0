import type { ReactNode } from 'react'
import { useWords } from '#ui/language.ts'
import type { readOwnPage, readPage } from '../contract.ts'
import type { Fields } from './fields.ts'
import { Files, type FileView } from './files.tsx'
import { UrgencyTag } from './tags.tsx'
import { referralWords } from './words.ts'

export type PersonField = 'patientName' | 'document' | 'patientPhone' | 'guardianName' | 'guardianPhone'

interface FactsProps {
  readonly id: string
  readonly fields: Fields
  readonly unit: string | null
  readonly age?: number | null
  readonly files: readonly FileView[]
  readonly from: typeof readOwnPage | typeof readPage
  /** How a field of the person is shown: plain to those who wrote it, masked to the house. */
  readonly person?: (field: PersonField, value: string) => ReactNode
}

/** What a referral says. */
export function Facts({ id, fields, unit, age = null, files, from, person = (_, value) => value }: FactsProps) {
  const say = useWords(referralWords)
  const shown = (field: PersonField, value: string | null) => (value === null ? '—' : person(field, value))
  const rows: readonly (readonly [string, ReactNode])[] = [
    [say('field.type'), say(`type.${fields.type}`)],
    [say('field.unit'), unit ?? '—'],
    [say('field.urgency'), <UrgencyTag key="urgency" urgency={fields.urgency} />],
    [say('field.patientName'), shown('patientName', fields.patientName)],
    ...(age === null ? [] : [[say('field.age'), say('age.years', { age })] as const]),
    [
      fields.document ? say(`kind.${fields.document.kind}`) : say('field.document'),
      shown('document', fields.document?.number ?? null),
    ],
    ...(fields.birthDate === null ? [] : [[say('field.birthDate'), fields.birthDate] as const]),
    [say('field.patientPhone'), shown('patientPhone', fields.patientPhone)],
    ...(fields.guardianName === null
      ? []
      : ([
          [say('field.guardianName'), shown('guardianName', fields.guardianName)],
          [say('field.guardianPhone'), shown('guardianPhone', fields.guardianPhone)],
        ] as const)),
    [say('field.diagnosis'), fields.diagnosis ?? '—'],
    [say('field.summary'), fields.summary ?? '—'],
    [say('field.request'), fields.request ?? '—'],
    [
      say('field.consent'),
      fields.consent === null ? '—' : say(fields.consent ? 'consent.short-yes' : 'consent.short-no'),
    ],
    [say('field.doctorName'), [fields.doctorName, fields.doctorPhone].filter(Boolean).join(' ') || '—'],
    [
      say('field.attachments'),
      files.length === 0 ? say('files.none') : <Files key="files" referralId={id} files={files} from={from} />,
    ],
  ]
  return (
    <dl className="d-facts rf-facts">
      {rows.map(([name, value]) => (
        <div key={name} className="rf-fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
