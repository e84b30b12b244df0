import { useState } from 'react'
import { openPublicUnit } from '#modules/directory/contract.ts'
import { useWords } from '#ui/language.ts'
import { Button, LinkButton } from '#ui/touch/button.tsx'
import { Facts } from '#ui/touch/card.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { Read } from './reader.tsx'
import { readerWords } from './words.ts'

interface Placed {
  readonly building: string | null
  readonly floor: string | null
  readonly room: string | null
}
interface Place extends Placed {
  readonly unitId: string
  readonly name: string
  readonly isListed: boolean
}

/** 门诊楼 1 层 C 区; empty where nobody has said it. */
export function useWhere(): (place: Placed) => string {
  const say = useWords(readerWords)
  return ({ building, floor, room }) => [building, floor && say('floor', { floor }), room].filter(Boolean).join(' ')
}

/** Where a step is done; on demand the card of the place: when, how to call, what to know. */
export function StepPlace({ place }: { readonly place: Place }) {
  const say = useWords(readerWords)
  const where = useWhere()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="r-place">
      <Facts facts={[[say('where'), `${place.name} ${where(place)}`]]} />
      {place.isListed && (
        <div className="screen-only">
          <Button isPressed={isOpen} onPress={() => setOpen(!isOpen)}>
            {say(isOpen ? 'where.close' : 'where.open')}
          </Button>
        </div>
      )}
      {isOpen && <PlaceCard unitId={place.unitId} />}
    </div>
  )
}

function PlaceCard({ unitId }: { readonly unitId: string }) {
  const say = useWords(readerWords)
  const where = useWhere()
  const reading = useAnswer(openPublicUnit, { params: { unitId } })
  return (
    <Read reading={reading}>
      {unit => (
        <div className="t-card">
          <h3 className="t-card-title">{unit.name}</h3>
          <Facts
            facts={[
              [say('where'), where(unit)],
              ...(unit.hours ? [[say('hours'), unit.hours] as const] : []),
              ...(unit.visitingNotes ? [[say('visiting'), unit.visitingNotes] as const] : []),
            ]}
          />
          {unit.phone && (
            <LinkButton href={`tel:${unit.phone}`}>
              <span className="figures">{unit.phone}</span>
            </LinkButton>
          )}
        </div>
      )}
    </Read>
  )
}
