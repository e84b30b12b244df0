import { Button } from 'antd'
import { tidyTime } from '#ui/hospital-time.ts'
import { useWords } from '#ui/language.ts'
import { emptyLine, type Line, movedUp, type Of, orNull, withRow, wordsOf } from './draft.ts'
import type { FormProps } from './guide-form.tsx'
import { ChoiceField, RowBox, TextField, UnitField } from './inputs.tsx'
import { contentWords } from './words.ts'

/** A topic of the phone book as it is written. */
export function NumberForm({ content, onContent, problem }: FormProps<'number'>) {
  const say = useWords(contentWords)
  const { lines } = content
  const put = (more: Partial<Of<'number'>>) => onContent({ ...content, ...more })
  return (
    <>
      <TextField
        label={say('field.synonyms')}
        hint={say('field.synonyms-hint')}
        value={content.synonyms.join(' ')}
        isOptional
        onText={typed => put({ synonyms: typed.endsWith(' ') ? [...wordsOf(typed), ''] : wordsOf(typed) })}
      />
      <h3 className="kn-title">{say('lines')}</h3>
      {lines.map((line, n) => (
        <RowBox
          // oxlint-disable-next-line react/no-array-index-key -- a row has no name of its own while it is written
          key={n}
          title={say('line.n', { n: n + 1 })}
          onUp={n === 0 ? null : () => put({ lines: movedUp(lines, n) })}
          onRemove={lines.length === 1 ? null : () => put({ lines: withRow(lines, n) })}
        >
          <LineFields
            line={line}
            onLine={next => put({ lines: withRow(lines, n, next) })}
            refusal={field => problem?.at(`content/lines/${n}/${field}`)}
          />
        </RowBox>
      ))}
      <Button onClick={() => put({ lines: [...lines, emptyLine] })}>{say('line.add')}</Button>
    </>
  )
}

interface LineFieldsProps {
  readonly line: Line
  readonly onLine: (line: Line) => void
  readonly refusal: (field: string) => string | undefined
}

function LineFields({ line, onLine, refusal }: LineFieldsProps) {
  const say = useWords(contentWords)
  const put = (more: Partial<Line>) => onLine({ ...line, ...more })
  const kinds = ['calendar', 'always', 'weekly'] as const
  return (
    <>
      <div className="kn-two">
        <TextField
          label={say('line.name')}
          value={line.name}
          maxLength={40}
          onText={name => put({ name })}
          refusal={refusal('name')}
        />
        <TextField
          label={say('line.phone')}
          value={line.phone}
          maxLength={40}
          onText={phone => put({ phone })}
          refusal={refusal('phone')}
        />
        <UnitField
          label={say('new.unit')}
          value={line.unitId}
          none="—"
          onUnit={unitId => put({ unitId })}
          refusal={refusal('unitId')}
        />
        <ChoiceField
          label={say('line.hours')}
          value={line.hours.kind}
          choices={kinds.map(kind => [kind, say(`hours.${kind}`)])}
          onChoice={kind =>
            put({
              hours:
                kind === 'weekly'
                  ? { kind, weekdays: [1, 2, 3, 4, 5], from: 480, to: 1050, alsoHolidays: false }
                  : { kind },
            })
          }
        />
      </div>
      {line.hours.kind === 'weekly' && <WeeklyFields hours={line.hours} onHours={hours => put({ hours })} />}
      <TextField
        label={say('line.remark')}
        value={line.remark ?? ''}
        maxLength={100}
        isOptional
        onText={remark => put({ remark: orNull(remark) })}
      />
    </>
  )
}

type Weekly = Extract<Line['hours'], { kind: 'weekly' }>
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const minuteOf = (typed: string): number | null => {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(tidyTime(typed)) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}

function WeeklyFields({ hours, onHours }: { readonly hours: Weekly; readonly onHours: (hours: Weekly) => void }) {
  const say = useWords(contentWords)
  const days = (typed: string) =>
    wordsOf(typed)
      .map(Number)
      .filter(day => day >= 1 && day <= 7)
  return (
    <>
      <div className="kn-three">
        <TextField
          key="days"
          label={say('hours.days')}
          value={hours.weekdays.join(' ')}
          onText={typed => onHours({ ...hours, weekdays: days(typed) })}
        />
        <TimeField label={say('hours.from')} minute={hours.from} onMinute={from => onHours({ ...hours, from })} />
        <TimeField label={say('hours.to')} minute={hours.to} onMinute={to => onHours({ ...hours, to })} />
      </div>
      <label className="d-switch">
        <input
          type="checkbox"
          checked={hours.alsoHolidays}
          onChange={event => onHours({ ...hours, alsoHolidays: event.target.checked })}
        />{' '}
        {say('hours.holidays')}
      </label>
    </>
  )
}

const TimeField = ({
  label,
  minute,
  onMinute,
}: {
  readonly label: string
  readonly minute: number
  readonly onMinute: (minute: number) => void
}) => (
  <label className="d-field">
    <span className="d-label">{label}</span>
    <input
      className="d-input"
      type="time"
      value={clock(minute)}
      onChange={event => {
        const typed = minuteOf(event.target.value)
        if (typed !== null) onMinute(typed)
      }}
    />
  </label>
)

/** A notice as it is written. */
export function NoticeForm({ content, onContent, problem }: FormProps<'notice'>) {
  const say = useWords(contentWords)
  const put = (more: Partial<Of<'notice'>>) => onContent({ ...content, ...more })
  return (
    <>
      <TextField
        label={say('field.body')}
        value={content.body}
        rows={6}
        maxLength={4000}
        onText={body => put({ body })}
        refusal={problem?.at('content/body')}
      />
      <div className="kn-two">
        <TextField
          label={say('field.from')}
          hint={say('field.dates-hint')}
          value={content.validFrom}
          maxLength={10}
          onText={validFrom => put({ validFrom })}
          refusal={problem?.at('content/validFrom')}
        />
        <TextField
          label={say('field.to')}
          hint={say('field.dates-hint')}
          value={content.validTo ?? ''}
          maxLength={10}
          isOptional
          onText={typed => put({ validTo: orNull(typed) })}
          refusal={problem?.at('content/validTo') ?? (problem?.code === 'content-dates' ? problem.title : undefined)}
        />
      </div>
    </>
  )
}

/** The introduction of a doctor as it is written. */
export function DoctorForm({ content, onContent, problem }: FormProps<'doctor'>) {
  const say = useWords(contentWords)
  return (
    <TextField
      label={say('field.introduction')}
      value={content.introduction}
      rows={6}
      maxLength={2000}
      onText={introduction => onContent({ ...content, introduction })}
      refusal={problem?.at('content/introduction')}
    />
  )
}
