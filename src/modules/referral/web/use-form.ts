import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useLatest } from '#ui/use-latest.ts'
import { useSend } from '#ui/use-send.ts'
import { attachPage, detachPage, type openOwnReferral, saveReferral, submitReferral } from '../contract.ts'
import type { FieldName, Fields } from './fields.ts'

export type Own = Answer<typeof openOwnReferral>

/** So long after the last key the draft is saved by itself. */
const PAUSE_MS = 1200

/** A form whose draft lies with the house (草稿): saved by itself after a pause, before a page is added, and before it is submitted. */
export function useForm(one: Own, put: (answer: Own) => void, onSent: () => void) {
  const [fields, setFields] = useState(one.fields)
  const [saved, setSaved] = useState(one.fields)
  const [lacks, setLacks] = useState(one.lacks)
  const [files, setFiles] = useState(one.attachments)
  const [returned, setReturned] = useState(0)
  const version = useRef(one.version)
  const running = useRef<Promise<boolean>>(Promise.resolve(true))
  const saver = useSend(saveReferral)
  const submitter = useSend(submitReferral)
  const adder = useSend(attachPage)
  const remover = useSend(detachPage)
  const now = useLatest({ fields, saved, files, one, put })
  const params = { id: one.id }
  const { send: sendSave } = saver
  const { id } = one

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const { fields: sent, saved: known } = now.current
    if (sent === known) return true
    const answer = await sendSave({ params: { id }, body: { version: version.current, fields: tidy(sent) } })
    if (answer === null) return false
    version.current = answer.version
    setSaved(sent)
    now.current.put({ ...now.current.one, fields: sent, version: answer.version, attachments: now.current.files })
    return true
  }, [id, now, sendSave])
  /** One after the other: two savings of one version would refuse each other. */
  const save = useCallback((): Promise<boolean> => {
    running.current = running.current.then(saveOnce)
    return running.current
  }, [saveOnce])
  const isDirty = fields !== saved
  useEffect(() => {
    if (fields === saved) return
    const timer = setTimeout(() => void save(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [fields, saved, save])

  return {
    fields,
    files,
    lacks,
    /** How often it came back while this form was open. */
    returned,
    isDirty,
    isSaving: saver.isSending,
    isSending: submitter.isSending || adder.isSending,
    problem: saver.problem ?? submitter.problem ?? adder.problem ?? remover.problem,
    /** Writes; what was refused at the field is answered by that. */
    set(change: Partial<Fields>, ...of: readonly FieldName[]) {
      setFields(before => ({ ...before, ...change }))
      setLacks(before => before.filter(lack => !of.includes(lack.field)))
    },
    async add(file: {
      readonly name: string
      readonly type: 'application/pdf' | 'image/jpeg' | 'image/png'
      readonly data: string
    }) {
      if (!(await save())) return
      const added = await adder.send({ params, body: file })
      if (added === null) return
      version.current = added.version
      setFiles(before => [...before, { id: added.id, name: file.name, type: file.type, bytes: 0, at: one.madeAt }])
      setLacks(before => before.filter(lack => lack.field !== 'attachments'))
    },
    async remove(attachmentId: string) {
      if (!(await save())) return
      const removed = await remover.send({ params: { id: one.id, attachmentId } })
      if (removed === null) return
      version.current = removed.version
      setFiles(before => before.filter(file => file.id !== attachmentId))
    },
    async submit() {
      if (!(await save())) return
      const answer = await submitter.send({ params, body: { version: version.current } })
      if (answer === null) return
      version.current = answer.version
      setLacks(answer.lacks)
      if (answer.lacks.length > 0) setReturned(before => before + 1)
      onSent()
    },
  }
}
export type Form = ReturnType<typeof useForm>

/** What is only blanks is nothing. */
function tidy(fields: Fields): Fields {
  const given = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' && value.trim() === '' ? null : value,
  ])
  const tidied = Object.fromEntries(given) as Fields
  return { ...tidied, document: tidied.document?.number.trim() ? tidied.document : null }
}
