import { Radio } from 'antd'
import { FieldGroup } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { extraWords } from './words.ts'

const WAYS = ['sms', 'wechat', 'phone', 'paper'] as const
export type Way = (typeof WAYS)[number]

interface WayFieldProps {
  readonly label: string
  readonly way: Way
  readonly onWay: (way: Way) => void
}

/** How the patient is told (通知方式). */
export function WayField({ label, way, onWay }: WayFieldProps) {
  const say = useWords(extraWords)
  return (
    <FieldGroup label={label}>
      <Radio.Group
        value={way}
        onChange={event => onWay(event.target.value as Way)}
        options={WAYS.map(value => ({ value, label: say(`way.${value}`) }))}
      />
    </FieldGroup>
  )
}
