import { Button, Dropdown } from 'antd'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { Digit } from '../act/choose.tsx'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import type { Acting, Step } from './acting.tsx'

/** So many outcomes have a digit. */
const DIGITS = 9
/** So many stand beside the main button; the rest is in the menu. */
const BESIDE = 2

/** What to do next (下一步): one main button, the rest in a menu; each has its digit, the usual ones a letter too. */
export function NextSteps({ ticket, acting }: { readonly ticket: Ticket; readonly acting: Acting }) {
  const say = useWords(ticketWords)
  const { steps, isBusy, problem } = acting
  const [main, ...others] = steps
  const beside = others.slice(0, BESIDE)
  const rest = others.slice(BESIDE)
  const key = (step: Step) => steps.indexOf(step) + 1
  return (
    <div className="tk-next">
      {ticket.offeredTo && main?.key === 'take-over' && <p>{say('next.offered', { name: ticket.owner.name })}</p>}
      {!main && <p className="d-hint">{say('next.none')}</p>}
      {main && (
        <Button
          type={main.key === 'reopen' ? 'default' : 'primary'}
          block
          size="large"
          loading={isBusy}
          danger={main.isGrave}
          onClick={main.run}
        >
          <Digit digit={1} label={main.label} run={main.run} /> {main.label}
        </Button>
      )}
      <div className="tk-next-beside">
        {beside.map(step => (
          <Button key={step.key} danger={step.isGrave} onClick={step.run}>
            <Digit digit={key(step)} label={step.label} run={step.run} /> {step.label}
          </Button>
        ))}
        {rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: rest.map(step => ({
                key: step.key,
                danger: step.isGrave,
                label: key(step) <= DIGITS ? `${key(step)}  ${step.label}` : step.label,
                onClick: step.run,
              })),
            }}
          >
            <Button>{say('next.more')} ⋯</Button>
          </Dropdown>
        )}
      </div>
      {rest
        .filter(step => key(step) <= DIGITS)
        .map(step => (
          <HiddenKey key={step.key} keys={String(key(step))} step={step} />
        ))}
      <LetterKeys steps={steps} />
      <Refused problem={problem} />
    </div>
  )
}

function HiddenKey({ keys, step }: { readonly keys: string; readonly step: Step }) {
  useShortcut(keys, step.label, step.run)
  return null
}

/** A accepts, D brings in departments, P promises, whatever their digits are today. */
function LetterKeys({ steps }: { readonly steps: readonly Step[] }) {
  const say = useWords(ticketWords)
  const found = (key: Step['key']) => steps.find(step => step.key === key)
  const accept = found('accept')
  const dispatch = found('dispatch') ?? found('hand-on')
  const promise = found('promise')
  useShortcut('a', say('keys.accept'), () => accept?.run(), !accept)
  useShortcut('d', say('keys.dispatch'), () => dispatch?.run(), !dispatch)
  useShortcut('p', say('keys.promise'), () => promise?.run(), !promise)
  return null
}
