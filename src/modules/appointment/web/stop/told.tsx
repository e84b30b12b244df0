import type { z } from 'zod'
import { StateTag } from '#modules/notification/web/state-tag.tsx'
import { useWords } from '#ui/language.ts'
import type { Told } from '../../contract.ts'
import { stopWords } from './words.ts'

/** How far the newest message about a booking came (通知状态). */
export function ToldTag({ told }: { readonly told: z.infer<typeof Told> | null }) {
  const say = useWords(stopWords)
  if (told === null) return <span className="d-tag">{say('told.none')}</span>
  if (told.task === null) return <StateTag state={told.state} />
  return (
    <span className="d-tag" data-tone={told.task === 'open' ? 'soon' : 'done'}>
      {say(told.task === 'open' ? 'told.call' : 'told.called')}
    </span>
  )
}
