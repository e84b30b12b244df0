import { useWords } from '#ui/language.ts'
import { kioskWords } from './words.ts'
import './kiosk.css'

interface KeypadProps {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly maxLength: number
  /** The letters beside the digits: the X of an ID number. */
  readonly letters?: readonly string[]
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Large keys for numbers (数字键盘), for machines without a keyboard; a reader or a keyboard types into the field itself. */
export function Keypad({ value, onValue, maxLength, letters = [] }: KeypadProps) {
  const say = useWords(kioskWords)
  const type = (key: string) => value.length < maxLength && onValue(value + key)
  return (
    <div className="k-keys" role="group" aria-label={say('keys')}>
      {[...DIGITS, ...letters.slice(0, 1), '0'].map(key => (
        <button key={key} type="button" className="k-key figures" onClick={() => type(key)}>
          {key}
        </button>
      ))}
      <button type="button" className="k-key" onClick={() => onValue(value.slice(0, -1))}>
        {say('keys.back')}
      </button>
      {letters.length === 0 && (
        <button type="button" className="k-key" onClick={() => onValue('')}>
          {say('keys.clear')}
        </button>
      )}
    </div>
  )
}
