import { Button } from 'antd'
import { useId, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Department } from '#modules/directory/web/department.tsx'
import { useWords } from '#ui/language.ts'
import type { openItem } from '../contract.ts'
import { knowledgeWords } from './words.ts'

export type Place = Answer<typeof openItem>['places'][number]

/** 挂号收费处（门诊楼 1 层 C 区）: a department and where it is. */
export function useSaidPlace(): (place: Place) => string {
  const say = useWords(knowledgeWords)
  return place => {
    const where = [place.building, place.floor && say('place.floor', { floor: place.floor }), place.room]
    const told = where.filter(Boolean).join(' ')
    return told === '' ? place.name : `${place.name}（${told}）`
  }
}

/** Where a step is done, and on demand all that the directory tells of the place. */
export function StepPlace({ place }: { readonly place: Place }) {
  const say = useWords(knowledgeWords)
  const said = useSaidPlace()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="kn-place">
      <span>{say('place.where', { place: said(place) })}</span>{' '}
      {place.isListed && (
        <Button size="small" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          {say(isOpen ? 'place.close' : 'place.open')}
        </Button>
      )}
      <div id={id} className="kn-place-card" hidden={!isOpen}>
        {isOpen && <Department unitId={place.unitId} />}
      </div>
    </div>
  )
}
