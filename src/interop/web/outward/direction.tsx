import { useWords } from '#ui/language.ts'
import type { MessageSearch } from '../search.ts'
import { outwardWords } from './words.ts'

interface DirectionProps {
  readonly isOut: boolean
  readonly onSearch: (search: MessageSearch) => void
}

/** Messages that came, or messages that went. */
export function Direction({ isOut, onSearch }: DirectionProps) {
  const say = useWords(outwardWords)
  return (
    <nav className="io-states" aria-label={say('direction.label')}>
      <button type="button" className="io-state" aria-current={isOut ? undefined : 'true'} onClick={() => onSearch({})}>
        {say('direction.in')}
      </button>
      <button
        type="button"
        className="io-state"
        aria-current={isOut ? 'true' : undefined}
        onClick={() => onSearch({ direction: 'out' })}
      >
        {say('direction.out')}
      </button>
    </nav>
  )
}
