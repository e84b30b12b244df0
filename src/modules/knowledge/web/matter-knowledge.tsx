import { useDeferredValue, useState } from 'react'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { guideOfTopic, searchKnowledge } from '../contract.ts'
import type { Give } from './phone-lines.tsx'
import { Edition, Published, Words } from './published.tsx'
import { knowledgeWords } from './words.ts'
import './knowledge.css'

interface MatterKnowledgeProps {
  /** Of the guide that belongs to the matter. */
  readonly topic: string | null
  /** Gives a number and writes it into the matter. */
  readonly onGive: Give
}

/** The guide beside a matter, and the phone book to give a number from (流程与电话). */
export function MatterKnowledge({ topic, onGive }: MatterKnowledgeProps) {
  const say = useWords(knowledgeWords)
  const [text, setText] = useState('')
  const [opened, setOpened] = useState<string | null>(null)
  const typed = useDeferredValue(text.trim())
  const { answer } = useAnswer(searchKnowledge, { query: { q: typed } }, { isOff: typed === '' })
  const found = (answer?.items ?? []).filter(one => one.kind === 'number' || one.kind === 'guide')
  return (
    <div className="kn-beside">
      {topic !== null && <Guide topic={topic} />}
      <input
        className="d-input"
        type="search"
        autoComplete="off"
        aria-label={say('matter.find')}
        placeholder={say('matter.find')}
        value={text}
        onChange={event => {
          setText(event.target.value)
          setOpened(null)
        }}
      />
      {typed !== '' && answer && found.length === 0 && <p className="d-hint">{say('matter.none')}</p>}
      {typed !== '' && (
        <ul className="d-list">
          {found.map(one => (
            <li key={one.id}>
              <button
                type="button"
                className="d-list-row"
                aria-expanded={one.id === opened}
                onClick={() => setOpened(one.id === opened ? null : one.id)}
              >
                <strong>{one.title}</strong>
                <span className="d-hint">{say(`kind.${one.kind}`)}</span>
              </button>
              {one.id === opened && <Published id={one.id} onGive={onGive} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Guide({ topic }: { readonly topic: string }) {
  const { answer } = useAnswer(guideOfTopic, { params: { code: topic } }, { live: { subject: 'knowledge', id: null } })
  const item = answer?.item
  if (!item) return null
  return (
    <details className="kn-folded">
      <summary>{item.title}</summary>
      <div className="kn-item">
        <Words item={item} />
        <Edition item={item} />
      </div>
    </details>
  )
}
