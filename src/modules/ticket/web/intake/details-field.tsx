import { MomentField } from '#ui/desk/moment-field.tsx'
import { useWords } from '#ui/language.ts'
import { Choose } from '../act/choose.tsx'
import { WAYS } from '../act/attempt.dialog.tsx'
import { ticketWords } from '../words.ts'
import type { Draft } from './draft.ts'
import { intakeWords } from './words.ts'

interface DetailsFieldProps {
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
  /** The service profile asks not to be called. */
  readonly mayCall: boolean
}

const URGENCIES = ['routine', 'urgent', 'emergency'] as const
const CHANNELS = [
  'desk',
  'guide',
  'hotline',
  'web',
  'wechat',
  'kiosk',
  'consulting-room',
  'ward',
  'letter',
  'other',
] as const

/** Urgency, where it came in, till when it is wanted, how to reach the patient, and the consent. */
export function DetailsField({ draft, onChange, mayCall }: DetailsFieldProps) {
  const say = useWords(intakeWords)
  const sayTicket = useWords(ticketWords)
  const ways = WAYS.filter(way => mayCall || way !== 'phone')
  return (
    <>
      <div className="tk-two">
        <Choose
          label={say('urgency')}
          options={URGENCIES.map(key => ({ key, label: sayTicket(`urgency.${key}`) }))}
          chosen={draft.urgency}
          onChoose={urgency => onChange({ urgency })}
        />
        <Choose
          label={say('contact')}
          hint={mayCall ? undefined : say('contact.no-call')}
          options={ways.map(key => ({ key, label: sayTicket(`way.${key}`) }))}
          chosen={draft.contactWay}
          onChoose={contactWay => onChange({ contactWay })}
        />
      </div>
      <label className="tk-tick">
        <input
          type="checkbox"
          checked={draft.consent}
          onChange={event => onChange({ consent: event.target.checked })}
        />{' '}
        {say('consent')}
      </label>
      <div className="tk-two">
        <div className="d-field">
          <label className="d-label" htmlFor="tk-channel">
            {say('channel')}
          </label>
          <select
            id="tk-channel"
            className="d-input"
            value={draft.channel}
            onChange={event => {
              const channel = CHANNELS.find(one => one === event.target.value)
              if (channel) onChange({ channel })
            }}
          >
            {CHANNELS.map(key => (
              <option key={key} value={key}>
                {sayTicket(`head.channel.${key}`)}
              </option>
            ))}
          </select>
        </div>
        <MomentField
          label={say('wanted')}
          value={draft.wantedAt}
          onMoment={wantedAt => onChange({ wantedAt })}
          isOptional
        />
      </div>
    </>
  )
}
