import { Button, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { ApiProblem } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import { Refused } from './states.tsx'
import { deskWords } from './words.ts'

interface MaskedProps {
  /** What it is, in words: 手机号. */
  readonly label: string
  /** The masked value as the house sent it: 138****8000. */
  readonly value: string
  /** Reasons that cost one click; another can be typed. */
  readonly reasons: readonly string[]
  /** Asks the house for the whole value; the house writes the reason to the access log. */
  readonly onUnmask: (reason: string) => Promise<string>
}

/** A whole value is hidden again after this long, and whenever the page is left. */
const SHOWN_FOR = 60

/** A masked value (脱敏), shown whole for a minute by a click with a reason (SEC-05). */
export function Masked({ label, value, reasons, onUnmask }: MaskedProps) {
  const say = useWords(deskWords)
  const [isAsking, setAsking] = useState(false)
  const [whole, setWhole] = useState<string | null>(null)
  const [left, setLeft] = useState(0)

  useEffect(() => {
    if (whole === null) return
    const hide = () => setWhole(null)
    const timer = setInterval(() => setLeft(seconds => seconds - 1), 1_000)
    const end = setTimeout(hide, SHOWN_FOR * 1_000)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearInterval(timer)
      clearTimeout(end)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [whole])

  const unmask = async (reason: string) => {
    setWhole(await onUnmask(reason))
    setLeft(SHOWN_FOR)
    setAsking(false)
  }
  if (whole !== null) {
    return (
      <span className="d-masked">
        <span className="figures">{whole}</span>
        <Button type="link" size="small" onClick={() => setWhole(null)} title={say('mask.time', { seconds: left })}>
          {say('mask.hide')}
        </Button>
      </span>
    )
  }
  return (
    <span className="d-masked">
      <span className="figures">{value}</span>
      <Popover
        open={isAsking}
        onOpenChange={setAsking}
        trigger="click"
        destroyOnHidden
        content={<Reasons label={label} reasons={reasons} onReason={unmask} />}
      >
        <Button type="link" size="small">
          {say('mask.show', { label })}
        </Button>
      </Popover>
    </span>
  )
}

interface ReasonsProps {
  readonly label: string
  readonly reasons: readonly string[]
  readonly onReason: (reason: string) => Promise<void>
}

function Reasons({ label, reasons, onReason }: ReasonsProps) {
  const say = useWords(deskWords)
  const [other, setOther] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const give = async (reason: string) => {
    setBusy(true)
    setProblem(null)
    try {
      await onReason(reason)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
      setBusy(false)
    }
  }
  return (
    <div className="d-reasons">
      <p>{say('mask.why', { label })}</p>
      {reasons.map(reason => (
        <Button key={reason} disabled={isBusy} onClick={() => void give(reason)}>
          {reason}
        </Button>
      ))}
      <input
        className="d-input"
        value={other}
        maxLength={100}
        placeholder={say('mask.other')}
        aria-label={say('mask.other')}
        onChange={event => setOther(event.target.value)}
        onKeyDown={event => event.key === 'Enter' && other.trim() && void give(other.trim())}
      />
      <Button type="primary" loading={isBusy} disabled={!other.trim()} onClick={() => void give(other.trim())}>
        {say('mask.confirm')}
      </Button>
      <Refused problem={problem} />
    </div>
  )
}
