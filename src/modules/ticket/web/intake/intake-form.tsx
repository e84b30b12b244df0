import { Button } from 'antd'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { similarTickets } from '../../contract.ts'
import { DifficultyTicks } from '../act/classify.dialog.tsx'
import { QuickText } from '../act/quick-text.tsx'
import { UnitPicker } from '../act/unit-picker.tsx'
import { useDirectory } from '../units.ts'
import { DetailsField } from './details-field.tsx'
import { ItemField } from './item-field.tsx'
import { KindField } from './kind-field.tsx'
import { PapersField } from './papers-field.tsx'
import { PatientField } from './patient-field.tsx'
import { RequesterField } from './requester-field.tsx'
import type { Intake } from './use-intake.ts'
import { intakeWords } from './words.ts'

interface IntakeFormProps {
  readonly intake: Intake
  readonly onOpen: (id: string) => void
}

/** Draws the pick at once and goes on to the next box, so that who types fast loses no letter. */
const pickAndGo = (pick: () => void, next: () => void) => {
  flushSync(pick)
  next()
}

/** Item first, then what the item needs, and nothing else; every pick moves on to the next box. */
export function IntakeForm({ intake, onOpen }: IntakeFormProps) {
  const say = useWords(intakeWords)
  const language = useLanguage()
  const { draft, change, item, items, patient, lacking, problem } = intake
  const directory = useDirectory()
  const itemBox = useRef<HTMLInputElement>(null)
  const patientBox = useRef<HTMLInputElement>(null)
  const form = useRef<HTMLDivElement>(null)
  const toDescription = () => form.current?.querySelector<HTMLElement>('.tk-description textarea')?.focus()
  const rule = item && directory.unitByCode(item.receiver)?.name
  const codes = {
    item: 'item-unknown',
    units: 'unit-unknown',
    patient: 'patient-unknown',
    papers: 'papers-missing',
  } as const
  const said = (at: keyof typeof codes) => (problem?.code === codes[at] ? problem.title : undefined)
  const isAtField =
    problem !== null &&
    (problem.errors.length > 0 || [...Object.values(codes), 'field-needed', 'field-wrong'].includes(problem.code))
  return (
    <div ref={form} className="d-form">
      {intake.isRestored && <p className="d-hint">{say('restored')}</p>}
      <ItemField
        ref={itemBox}
        items={items}
        chosen={item}
        onChosen={code => {
          pickAndGo(
            () => change({ item: code, papers: {}, cases: [], kind: null, form: {} }),
            () => (code ? (patientBox.current ?? { focus: toDescription }) : itemBox.current)?.focus(),
          )
        }}
        refusal={said('item') ?? problem?.at('item') ?? (lacking.includes('item') ? say('item.needed') : undefined)}
      />
      <PatientField
        ref={patientBox}
        draft={draft}
        onPatient={(chosen, isWithoutPatient) => {
          pickAndGo(
            () => change({ patient: chosen, isWithoutPatient, isTyped: false }),
            () => (chosen || isWithoutPatient ? toDescription() : patientBox.current?.focus()),
          )
        }}
        onRegistered={id => {
          pickAndGo(() => intake.take(id), toDescription)
        }}
        refusal={said('patient') ?? problem?.at('patientId')}
      />
      {patient && patient.profile.banner.length > 0 && (
        <Notice tone="soon">
          {patient.profile.banner.map(line => (
            <p key={line.kind}>⚠ {line[language]}</p>
          ))}
        </Notice>
      )}
      <Similar patientId={draft.patient?.id ?? null} item={draft.item} onOpen={onOpen} />
      <RequesterField draft={draft} onChange={change} isLacking={lacking.includes('name')} problem={problem} />
      <div className="tk-description">
        <QuickText
          label={say('description')}
          hint={say('description.hint')}
          value={draft.description}
          onText={description => change({ description })}
          rows={3}
          maxLength={2000}
          refusal={
            problem?.at('description') ?? (lacking.includes('description') ? say('description.needed') : undefined)
          }
        />
      </div>
      {item && (
        <KindField item={item} draft={draft} onChange={change} isLacking={lacking.includes('form')} problem={problem} />
      )}
      {item && (
        <PapersField
          item={item}
          draft={draft}
          onChange={change}
          isLacking={lacking.includes('papers')}
          refusal={said('papers') ?? problem?.at('papersReason')}
        />
      )}
      <UnitPicker
        label={say('units')}
        isOptional
        chosen={draft.units}
        onChosen={units => change({ units })}
        hint={rule ? say('units.rule', { unit: rule }) : say('units.rule-none')}
        refusal={said('units') ?? problem?.at('units')}
      />
      <DifficultyTicks
        label={say('difficulty')}
        ticked={draft.difficulty}
        onTick={difficulty => change({ difficulty })}
        hint={say(draft.difficulty.length > 0 ? 'difficulty.complex' : 'difficulty.general')}
      />
      <DetailsField draft={draft} onChange={change} mayCall={patient?.profile.contact.mayCall ?? true} />
      {!isAtField && <Refused problem={problem} />}
    </div>
  )
}

/** The same person and kind of matter, open, from the last 24 hours (TKT-01): perhaps it is this one. */
function Similar({
  patientId,
  item,
  onOpen,
}: {
  readonly patientId: string | null
  readonly item: string | null
  readonly onOpen: (id: string) => void
}) {
  const say = useWords(intakeWords)
  const { answer } = useAnswer(
    similarTickets,
    { query: { patient: patientId ?? '', item: item ?? '' } },
    { isOff: patientId === null || item === null },
  )
  if (!patientId || !item || !answer || answer.items.length === 0) return null
  return (
    <Notice tone="soon">
      <p>{say('similar')}</p>
      {answer.items.map(one => (
        <Button key={one.id} type="link" size="small" onClick={() => onOpen(one.id)}>
          {one.number}
        </Button>
      ))}
    </Notice>
  )
}
