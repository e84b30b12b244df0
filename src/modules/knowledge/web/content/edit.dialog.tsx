import { useState } from 'react'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { writeContent } from '../../contract.ts'
import { ContentForm, tidied } from './content-form.tsx'
import type { Item } from './content-item.tsx'
import type { Content } from './draft.ts'
import { TextField } from './inputs.tsx'
import { useDone } from './review-dialogs.tsx'
import { contentWords } from './words.ts'

/** Writes in the draft of an item, or begins its next version. */
export function EditDialog({ item, onClose }: { readonly item: Item; readonly onClose: () => void }) {
  const say = useWords(contentWords)
  const [title, setTitle] = useState(item.title)
  const [content, setContent] = useState<Content>(item.content)
  const sender = useSend(writeContent, useDone(onClose))
  return (
    <StaffDialog
      title={say('edit.title', { title: item.title })}
      sender={sender}
      sendLabel={say('edit.save')}
      width={720}
      onSend={() =>
        void sender.send({ params: { id: item.id }, body: { version: item.version, title, content: tidied(content) } })
      }
      onClose={onClose}
    >
      {sender.problem?.code === 'stale-version' && <Notice tone="soon">{say('edit.stale')}</Notice>}
      <TextField
        label={say('field.title')}
        value={title}
        maxLength={60}
        onText={setTitle}
        refusal={sender.problem?.at('title')}
      />
      <ContentForm content={content} onContent={setContent} problem={sender.problem} />
    </StaffDialog>
  )
}
