import { useEffect, useRef, useState } from 'react'
import { call } from '#ui/client.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useWords } from '#ui/language.ts'
import { findTickets } from '../contract.ts'
import { useDescribed } from './intake/patient-field.tsx'
import { usePersonSearch } from './intake/use-person-search.ts'
import { isNumber } from './search-number.ts'
import type { Row } from './ticket.ts'
import { ticketWords } from './words.ts'

interface SearchBoxProps {
  readonly onMatter: (id: string) => void
  readonly onPatient: (id: string) => void
}

const PAUSE = 150

/** Matters whose number or tracking code is being typed. */
export function useNumberSearch(text: string): readonly Row[] {
  const asked = isNumber(text.trim()) ? text.trim() : ''
  const [answer, setAnswer] = useState<{ readonly asked: string; readonly found: readonly Row[] }>({
    asked: '',
    found: [],
  })
  useEffect(() => {
    if (asked === '') return undefined
    const stopping = new AbortController()
    const timer = setTimeout(() => {
      call(findTickets, { query: { q: asked } }, { signal: stopping.signal }).then(
        ({ items }) => setAnswer({ asked, found: items }),
        // The people found beside are enough; the next letter asks again.
        () => {},
      )
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      stopping.abort()
    }
  }, [asked])
  return asked !== '' && answer.asked === asked ? answer.found : []
}

/** The one search box (一框检索): people and matters by name, pinyin, telephone, document, card or number. */
export function SearchBox({ onMatter, onPatient }: SearchBoxProps) {
  const say = useWords(ticketWords)
  const mayReadPatients = useMay('patient:read')
  const [text, setText] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const people = usePersonSearch(text, !mayReadPatients)
  const matters = useNumberSearch(text)
  const describe = useDescribed()
  useShortcut('/', say('keys.search'), () => box.current?.focus())
  const pick = (key: string) => {
    setText('')
    box.current?.blur()
    if (matters.some(row => row.id === key)) onMatter(key)
    else onPatient(key)
  }
  return (
    <TypeAhead
      ref={box}
      label={say('keys.search')}
      placeholder={say('search.placeholder')}
      keys="/"
      suffix={<Keys keys="/" />}
      text={text}
      onText={setText}
      isReading={people.isReading}
      empty={people.problem?.title ?? say('search.none')}
      groups={[
        {
          label: say('search.matters'),
          choices: matters.map(row => ({
            key: row.id,
            label: `${row.number} ${row.item.name}`,
            note: `${row.patient.nameMasked} · ${say(`status.${row.status}`)}`,
          })),
        },
        {
          label: say('search.patients'),
          choices: people.found.map(row => ({ key: row.id, label: row.nameMasked, note: describe(row) })),
        },
      ]}
      onPick={pick}
    />
  )
}
