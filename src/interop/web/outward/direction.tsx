import { Choice } from '#ui/desk/log.tsx'
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
    <nav className="d-log-choices" aria-label={say('direction.label')}>
      <Choice label={say('direction.in')} isChosen={!isOut} onChoose={() => onSearch({})} />
      <Choice label={say('direction.out')} isChosen={isOut} onChoose={() => onSearch({ direction: 'out' })} />
    </nav>
  )
}
