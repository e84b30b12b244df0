import type { Answer } from '#kernel/endpoint.ts'
import { useWords } from '#ui/language.ts'
import type { openContent } from '../../contract.ts'
import { contentWords } from './words.ts'

type ContentState = Answer<typeof openContent>['state']
const TONES = { draft: 'soon', review: 'soon', published: 'done' } as const

/** Where a version stands, in words and colour. */
export function StateMark({ state, isDue = false }: { readonly state: ContentState; readonly isDue?: boolean }) {
  const say = useWords(contentWords)
  return (
    <span className="d-tag" data-tone={isDue ? 'late' : TONES[state as keyof typeof TONES]}>
      {isDue ? say('view.due') : say(`state.${state}`)}
    </span>
  )
}
