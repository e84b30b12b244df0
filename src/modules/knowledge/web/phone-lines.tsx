import { Button } from 'antd'
import { sayTime, useWords } from '#ui/language.ts'
import { useSaidPlace } from './place.tsx'
import type { Item } from './published.tsx'
import { knowledgeWords } from './words.ts'
import './knowledge.css'

/** Gives one line of a topic: `line` is its place among the lines. */
export type Give = (item: Item, line: number) => void
type Line = Extract<Item['content'], { kind: 'number' }>['lines'][number]

interface PhoneLinesProps {
  readonly item: Item
  readonly lines: readonly Line[]
  readonly onGive?: Give | undefined
}

/** Who answers a topic, at which number, and whether now or when next; those who answer now first. */
export function PhoneLines({ item, lines, onGive }: PhoneLinesProps) {
  const say = useWords(knowledgeWords)
  const said = useSaidPlace()
  const rows = lines
    .map((line, place) => ({ line, place, answering: item.answering[place] ?? { isLive: false, next: null } }))
    .toSorted((a, b) => Number(b.answering.isLive) - Number(a.answering.isLive) || a.place - b.place)
  return (
    <ul className="kn-lines">
      {rows.map(({ line, place, answering }) => {
        const unit = item.places.find(one => one.unitId === line.unitId)
        return (
          <li key={place}>
            <div>
              <strong>{line.name}</strong>{' '}
              <span className="d-tag" data-tone={answering.isLive ? 'done' : 'soon'}>
                {answering.isLive ? say('live') : say('not-live')}
              </span>
              <div className="figures kn-phone">{line.phone}</div>
              <div className="d-hint">
                {[
                  !answering.isLive &&
                    (answering.next ? say('live-next', { time: sayTime(answering.next, 'both') }) : say('live-never')),
                  line.remark,
                  unit && said(unit),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </div>
            {onGive && (
              <Button type={answering.isLive ? 'primary' : 'default'} onClick={() => onGive(item, place)}>
                {say('number.give')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
