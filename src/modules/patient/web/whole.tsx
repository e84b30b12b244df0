import type { Sending } from '#kernel/endpoint.ts'
import { call } from '#ui/client.ts'
import { Masked } from '#ui/desk/masked.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { useWords } from '#ui/language.ts'
import { unmaskPatient } from '../contract.ts'
import { patientWords } from './words.ts'

type Field = Sending<typeof unmaskPatient>['body']['field']

interface WholeProps {
  readonly patientId: string
  readonly field: Field
  readonly index?: number
  /** What it is, in words: 电话. */
  readonly label: string
  /** As the house sent it. */
  readonly masked: string
}

/** A masked field of a patient, shown whole for a minute with a reason, where this person may (SEC-05). */
export function Whole({ patientId, field, index = 0, label, masked }: WholeProps) {
  const say = useWords(patientWords)
  const may = useMay('patient:unmask')
  if (!may) return <span className="figures">{masked}</span>
  return (
    <Masked
      label={label}
      value={masked}
      reasons={[
        say('unmask.check'),
        say('unmask.material'),
        field === 'address' ? say('unmask.send') : say('unmask.call'),
      ]}
      onUnmask={async reason => {
        const { value } = await call(unmaskPatient, { params: { id: patientId }, body: { field, index, reason } })
        return value
      }}
    />
  )
}
