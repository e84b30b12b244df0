import { useWords } from '#ui/language.ts'
import { type ExtraView, extraWords } from './words.ts'

/** How a request stands, in a word. */
export function RequestState({ one }: { readonly one: ExtraView }) {
  const say = useWords(extraWords)
  const tone = { approved: 'done', refused: 'soon', waiting: undefined, withdrawn: undefined, expired: 'late' }[
    one.status
  ]
  return (
    <>
      <span className="d-tag" data-tone={tone}>
        {say(`status.${one.status}`, { extra: one.extraNumber ?? '' })}
      </span>{' '}
      {one.escalatedAt && (
        <span className="d-tag" data-tone="late">
          {say('escalated')}
        </span>
      )}
    </>
  )
}
