import { Button } from 'antd'
import { leaveMatters, ownedMatters } from '#modules/ticket/contract.ts'
import { call } from '#ui/client.ts'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { frameWords } from './words.ts'

interface LeavingProps {
  readonly onStay: () => void
  readonly onLeave: () => void
}

/** Asked of whoever signs off with open matters of their own (首问未交接): hand over first, or go and have the manager told. */
export function Leaving({ onStay, onLeave }: LeavingProps) {
  const say = useWords(frameWords)
  const { answer } = useAnswer(ownedMatters, {})
  const leave = () =>
    void call(leaveMatters, {})
      .catch(() => {})
      .finally(onLeave)
  return (
    <>
      <p>{say('leave.what', { count: answer?.count ?? 0 })}</p>
      <div className="d-beside">
        <Button type="primary" onClick={onStay}>
          {say('leave.stay')}
        </Button>
        <Button danger onClick={leave}>
          {say('leave.go')}
        </Button>
      </div>
    </>
  )
}
