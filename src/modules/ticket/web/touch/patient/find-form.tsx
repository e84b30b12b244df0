import type { ReactNode } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Notice, Refused } from '#ui/touch/notice.tsx'
import type { useSend } from '#ui/use-send.ts'
import { patientWords } from './words.ts'

interface FindFormProps extends Pick<ReturnType<typeof useSend>, 'isSending' | 'problem'> {
  readonly onFind: () => void
  readonly children: ReactNode
}

/** The fields by which a matter is found, why it was not, and the button. */
export function FindForm({ isSending, problem, onFind, children }: FindFormProps) {
  const say = useWords(patientWords)
  return (
    <form
      className="t-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        onFind()
      }}
    >
      {children}
      {problem?.isUnknown ? <Refused problem={problem} /> : problem && <Notice tone="late">{problem.title}</Notice>}
      <Button kind="main" submits onPress={onFind} isBusy={isSending}>
        {say('track.find')}
      </Button>
    </form>
  )
}
