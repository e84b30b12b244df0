import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { DUTY_LINKS, publishStatement, type readMyDuties } from '../../contract.ts'
import { useStaffAct } from '../act.ts'
import { ChoiceField, DayField, WordsField } from '../controls.tsx'
import { StaffDialog } from '../staff-dialog.tsx'
import { staffWords } from '../words.ts'
import { postWords } from './words.ts'

type Statement = Answer<typeof readMyDuties>['statements'][number]
type LinkKey = Statement['lines'][number]['link']
interface Draft {
  readonly key: number
  readonly text: string
  readonly link: LinkKey
}

const KEYS = Object.keys(DUTY_LINKS) as LinkKey[]

/** Writes the next version of what a post has to do, from the newest (发布岗位职责). */
export function PublishDialog({
  newest,
  today,
  onClose,
}: {
  readonly newest: Statement
  readonly today: string
  readonly onClose: () => void
}) {
  const say = useWords(postWords)
  const sayPost = useWords(staffWords)
  const language = useLanguage()
  const [lines, setLines] = useState<readonly Draft[]>(() =>
    newest.lines.map(({ no, text, link }) => ({ key: no, text, link })),
  )
  const [from, setFrom] = useState<string | null>(today)
  const [isAsked, setAsked] = useState(false)
  const sender = useStaffAct(publishStatement, onClose)
  const change = (key: number, part: Partial<Draft>) =>
    setLines(lines.map(line => (line.key === key ? { ...line, ...part } : line)))
  const send = () => {
    setAsked(true)
    const body = lines.map(({ text, link }) => ({ text: text.trim(), link }))
    if (from && body.length > 0 && body.every(line => line.text))
      void sender.send({ params: { post: newest.post }, body: { effectiveFrom: from, lines: body } })
  }
  return (
    <StaffDialog
      title={say('duties.publish-title', { post: sayPost(`post.${newest.post}`), version: newest.version + 1 })}
      sender={sender}
      sendLabel={say('duties.publish')}
      onSend={send}
      onClose={onClose}
      width={640}
    >
      <DayField
        label={say('duties.effective')}
        value={from}
        onDay={setFrom}
        refusal={isAsked && !from ? say('required') : undefined}
      />
      {lines.map(({ key, text, link }, n) => (
        <div key={key} className="st-duty-line">
          <WordsField
            label={say('duties.line', { no: n + 1 })}
            value={text}
            most={200}
            onWords={words => change(key, { text: words })}
            refusal={isAsked && !text.trim() ? say('required') : undefined}
          />
          <ChoiceField
            label={say('duties.link', { no: n + 1 })}
            value={link}
            options={KEYS}
            sayOption={one => DUTY_LINKS[one][language]}
            onChoice={chosen => change(key, { link: chosen })}
          />
          <Button size="small" onClick={() => setLines(lines.filter(line => line.key !== key))}>
            {say('duties.remove', { no: n + 1 })}
          </Button>
        </div>
      ))}
      <Button
        onClick={() =>
          setLines([...lines, { key: Math.max(0, ...lines.map(line => line.key)) + 1, text: '', link: 'desk' }])
        }
      >
        {say('duties.add')}
      </Button>
    </StaffDialog>
  )
}
