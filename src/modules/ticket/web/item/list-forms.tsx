import { useWords } from '#ui/language.ts'
import { FIELD_TYPES, PAPER_CASES, PROOFS } from '../../rules/service-item.ts'
import { OBSERVED, STEP_EVIDENCE } from '../../rules/sop.ts'
import type { Item } from '../ticket.ts'
import { DueInput, NumberInput, Select, TextInput, Tick, useUnitOptions } from './inputs.tsx'
import { EMPTY_STEP, freshKey, type ItemField, type Kind, type Paper, type Step } from './item.ts'
import { Rows } from './rows.tsx'
import { itemWords } from './words.ts'

interface ListProps<Row> {
  readonly rows: readonly Row[]
  readonly onRows: (rows: readonly Row[]) => void
}

/** The steps of the SOP: name, mandatory or not, who stamps it, what proves it, what the patient is told. */
export function StepRows({ rows, onRows }: ListProps<Step>) {
  const say = useWords(itemWords)
  const keys = rows.map(step => step.key)
  const observed = ['none', ...OBSERVED] as const
  return (
    <Rows<Step>
      label={say('steps')}
      rows={rows}
      onRows={onRows}
      keyOf={step => step.key}
      nameOf={(step, n) => step.name || say('step.n', { n: n + 1 })}
      add={say('form.add-step')}
      fresh={() => ({ ...EMPTY_STEP, key: freshKey(keys, 's') })}
      least={1}
    >
      {(step, change, n) => (
        <>
          <TextInput label={say('step.n', { n: n + 1 })} value={step.name} max={80} onText={name => change({ name })} />
          <Select
            label={say('step.observed')}
            value={step.observed ?? 'none'}
            options={observed.map(value => ({
              value,
              label: value === 'none' ? say('step.observed.none') : say(`observed.${value}`),
            }))}
            onValue={value => change({ observed: value === 'none' ? null : value })}
          />
          <Select
            label={say('step.evidence')}
            value={step.evidence}
            options={STEP_EVIDENCE.map(value => ({ value, label: say(`evidence.${value}`) }))}
            onValue={evidence => change({ evidence })}
          />
          <NumberInput
            label={say('step.within')}
            value={step.within}
            isOptional
            onNumber={within => change({ within: within === 0 ? null : within })}
          />
          <TextInput
            label={say('step.tells')}
            value={step.tells ?? ''}
            max={90}
            isOptional
            onText={tells => change({ tells: tells === '' ? null : tells })}
          />
          <div className="d-beside">
            <Tick label={say('step.optional')} isOn={step.optional} onTick={optional => change({ optional })} />
            <Tick label={say('step.ends')} isOn={step.endsLimit} onTick={endsLimit => change({ endsLimit })} />
          </div>
        </>
      )}
    </Rows>
  )
}

export function PaperRows({ rows, onRows }: ListProps<Paper>) {
  const say = useWords(itemWords)
  return (
    <Rows<Paper>
      label={say('papers')}
      rows={rows}
      onRows={onRows}
      keyOf={(_, n) => String(n)}
      nameOf={(paper, n) => paper.name || String(n + 1)}
      add={say('form.add-paper')}
      fresh={() => ({ name: '', case: 'always', copies: 1 })}
    >
      {(paper, change) => (
        <>
          <TextInput label={say('paper')} value={paper.name} max={80} onText={name => change({ name })} />
          <Select
            label={say('paper.case')}
            value={paper.case}
            options={PAPER_CASES.map(value => ({ value, label: say(`case.${value}`) }))}
            onValue={value => change({ case: value })}
          />
          <NumberInput
            label={say('paper.copies')}
            value={paper.copies}
            onNumber={copies => change({ copies: Math.min(20, Math.max(1, copies ?? 1)) })}
          />
        </>
      )}
    </Rows>
  )
}

export function FieldRows({ rows, onRows }: ListProps<ItemField>) {
  const say = useWords(itemWords)
  const keys = rows.map(field => field.key)
  return (
    <Rows<ItemField>
      label={say('fields')}
      rows={rows}
      onRows={onRows}
      keyOf={field => field.key}
      nameOf={(field, n) => field.name || String(n + 1)}
      add={say('form.add-field')}
      fresh={() => ({ key: freshKey(keys, 'f'), name: '', type: 'text', required: false, options: [] })}
    >
      {(field, change) => (
        <>
          <TextInput label={say('field')} value={field.name} max={40} onText={name => change({ name })} />
          <Select
            label={say('field.type')}
            value={field.type}
            options={FIELD_TYPES.map(value => ({ value, label: say(`type.${value}`) }))}
            onValue={type => change({ type })}
          />
          {field.type.startsWith('choice') && (
            <TextInput
              label={say('field.options')}
              value={field.options.join('、')}
              max={500}
              onText={text => change({ options: text.split(/[、,，]/).map(one => one.trimStart()) })}
            />
          )}
          <Tick label={say('field.required')} isOn={field.required} onTick={required => change({ required })} />
        </>
      )}
    </Rows>
  )
}

/** Typed cases: each with units that receive it together, its limit, its closing proof, and what it asks. */
export function KindRows({ rows, onRows }: ListProps<Kind>) {
  const say = useWords(itemWords)
  const units = useUnitOptions()
  const keys = rows.map(kind => kind.key)
  const proofs = ['item', ...PROOFS] as const
  return (
    <Rows<Kind>
      label={say('kinds')}
      rows={rows}
      onRows={onRows}
      keyOf={kind => kind.key}
      nameOf={(kind, n) => kind.name || String(n + 1)}
      add={say('form.add-kind')}
      fresh={() => ({ key: freshKey(keys, 'k'), name: '', receivers: [], fields: [], due: null, proof: null })}
    >
      {(kind, change) => (
        <>
          <TextInput label={say('kind')} value={kind.name} max={40} onText={name => change({ name })} />
          <DueInput due={kind.due} onDue={due => change({ due })} />
          <Select
            label={say('proof')}
            value={kind.proof ?? 'item'}
            options={proofs.map(value => ({ value, label: say(`proof.${value}`) }))}
            onValue={value => change({ proof: value === 'item' ? null : value })}
          />
          <Receivers chosen={kind.receivers} units={units} onChosen={receivers => change({ receivers })} />
          <FieldRows rows={kind.fields} onRows={fields => change({ fields: [...fields] })} />
        </>
      )}
    </Rows>
  )
}

interface ReceiversProps {
  readonly chosen: Kind['receivers']
  readonly units: readonly { readonly value: string; readonly label: string }[]
  readonly onChosen: (codes: string[]) => void
}

function Receivers({ chosen, units, onChosen }: ReceiversProps) {
  const say = useWords(itemWords)
  const left = units.filter(unit => !chosen.includes(unit.value))
  return (
    <div className="d-field">
      <Select
        label={say('kind.receivers')}
        value=""
        options={[{ value: '', label: say('kind.receivers-hint') }, ...left]}
        onValue={code => code && onChosen([...chosen, code])}
      />
      <div className="d-beside">
        {chosen.map(code => {
          const name = units.find(unit => unit.value === code)?.label ?? code
          return (
            <button
              key={code}
              type="button"
              className="tk-chip"
              aria-label={say('form.remove', { name })}
              onClick={() => onChosen(chosen.filter(one => one !== code))}
            >
              {name} ×
            </button>
          )
        })}
      </div>
    </div>
  )
}

/** What is still to be filled in before it can be saved, in the words of the form. */
export function lacking(
  item: Item,
): readonly ('code' | 'name' | 'receiver' | 'evidence' | 'step' | 'paper' | 'field' | 'kind')[] {
  const fields = [...item.fields, ...item.kinds.flatMap(kind => kind.fields)]
  return [
    ...(/^[A-Z0-9-]{2,20}$/.test(item.code) ? [] : (['code'] as const)),
    ...(item.name.trim() ? [] : (['name'] as const)),
    ...(item.receiver ? [] : (['receiver'] as const)),
    ...(item.evidence.trim() ? [] : (['evidence'] as const)),
    ...(item.steps.every(step => step.name.trim()) ? [] : (['step'] as const)),
    ...(item.papers.every(paper => paper.name.trim()) ? [] : (['paper'] as const)),
    ...(fields.every(field => field.name.trim()) ? [] : (['field'] as const)),
    ...(item.kinds.every(kind => kind.name.trim()) ? [] : (['kind'] as const)),
  ]
}
