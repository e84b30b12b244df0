import type { ApiProblem } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Notice, Refused } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { SignaturePad } from '#ui/touch/signature-pad.tsx'
import { useSend } from '#ui/use-send.ts'
import { confirmMatter } from '../../../contract.ts'
import type { OnMatter } from './matter.ts'
import { patientWords } from './words.ts'
import '../screens.css'

/**
 * The patient confirms that the matter is settled (签字确认, TKT-09): with a finger, or by a plain button of the own link, which is
 * also the way for the keyboard and for hands that cannot draw. What changed meanwhile is looked at first.
 */
export function SignView({ matter, back, onDone, onChanged }: OnMatter) {
  const say = useWords(patientWords)
  const { send, isSending, problem } = useSend(confirmMatter, () => onDone(say('sign.done')))
  const confirm = (signature: string | null) => send({ body: { signature, version: matter.version } })
  const changed = changeOf(problem)
  return (
    <Page
      brand={matter.hospital.name}
      title={say('sign.title')}
      help={{ name: matter.owner.name, phone: matter.owner.phone || matter.hospital.phone }}
      acts={!changed && <Button onPress={back}>{say('say.back')}</Button>}
    >
      {changed ? (
        <>
          <Notice tone="soon">{say(changed)}</Notice>
          <Button kind="main" onPress={onChanged}>
            {say('changed.look')}
          </Button>
        </>
      ) : (
        <>
          <p className="t-text">{say('sign.why', { title: matter.title })}</p>
          <SignaturePad
            onSigned={confirm}
            isBusy={isSending}
            otherWay={{ label: say('sign.by-link'), onChoose: () => confirm(null) }}
          />
          <Refused problem={problem} />
        </>
      )}
    </Page>
  )
}

/** Did the matter change under the reader's hands? */
const changeOf = (problem: ApiProblem | null) =>
  problem?.code === 'stale-version' ? 'changed.first' : problem?.code === 'ticket-status' ? 'changed.already' : null
