import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { openPatient, unmaskPatient } from '#modules/patient/contract.ts'
import { ApiProblem, call } from '#ui/client.ts'
import { useSession } from '#ui/desk/session.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { createTicket, listItems } from '../../contract.ts'
import { useRefresh } from '../act/use-act.ts'
import { keepDraft, readDraft } from '../drafts.ts'
import type { Item } from '../ticket.ts'
import { type Draft, EMPTY, isEmpty, isFromRecord, type Lack, lacks, newTicket } from './draft.ts'
import { intakeWords } from './words.ts'

type Patient = Answer<typeof openPatient>
export interface Intake {
  readonly draft: Draft
  readonly change: (change: Partial<Draft>) => void
  readonly items: readonly Item[]
  readonly item: Item | undefined
  /** The chosen patient, masked, with the service profile. */
  readonly patient: Patient | null
  /** What is still missing, once it was tried to send. */
  readonly lacking: readonly Lack[]
  readonly problem: ApiProblem | null
  readonly isSending: boolean
  readonly isRestored: boolean
  readonly send: () => void
  readonly clear: () => void
  /** Takes the patient with this id, who was registered just now. */
  readonly take: (patientId: string) => void
}

const DRAFT = 'new-ticket'

/** The draft of a new matter: kept through a reload, completed from the patient's record, sent. */
export function useIntake(
  patientId: string | null,
  done: (created: Answer<typeof createTicket> & { item: string }) => void,
): Intake {
  const say = useWords(intakeWords)
  const { person } = useSession()
  const refresh = useRefresh()
  const [stored] = useState(() => readDraft(DRAFT, person.id) as Draft | null)
  const [draft, setDraft] = useState<Draft>(stored ?? EMPTY)
  const [isRestored, setRestored] = useState(stored !== null)
  const [isTried, setTried] = useState(false)
  const [recordProblem, setRecordProblem] = useState<ApiProblem | null>(null)
  const { answer: items } = useAnswer(listItems, {})
  const item = items?.items.find(one => one.code === draft.item)
  const [registered, setRegistered] = useState<string | null>(null)
  const patient = useChosenPatient(registered ?? patientId, draft, setDraft)
  const sender = useSend(createTicket)

  useEffect(() => keepDraft(DRAFT, person.id, isEmpty(draft) ? null : draft), [draft, person.id])

  const change = (part: Partial<Draft>) => setDraft(before => ({ ...before, ...part }))
  const clear = () => {
    setDraft(EMPTY)
    setRestored(false)
    setTried(false)
    setRegistered(null)
    setRecordProblem(null)
    sender.forget()
  }
  const send = async () => {
    setTried(true)
    if (!item || lacks(draft, item).length > 0 || sender.isSending) return
    try {
      const onRecord = isFromRecord(draft) && patient ? await fromRecord(patient, say('requester.reason')) : null
      const created = await sender.send({ body: newTicket(draft, item, onRecord) })
      if (!created) return
      clear()
      refresh(created.id)
      done({ ...created, item: item.name })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setRecordProblem(error)
    }
  }
  return {
    draft,
    change,
    items: items?.items ?? [],
    item,
    patient,
    lacking: isTried ? lacks(draft, item) : [],
    problem: sender.problem ?? recordProblem,
    isSending: sender.isSending,
    isRestored,
    send: () => void send(),
    clear,
    take: id => {
      setRegistered(id)
      change({ patient: null, isWithoutPatient: false })
    },
  }
}

/** The patient for whom the drawer was opened, or who was chosen in it; the profile says how to make contact. */
function useChosenPatient(
  patientId: string | null,
  draft: Draft,
  setDraft: (change: (before: Draft) => Draft) => void,
): Patient | null {
  const id = draft.patient?.id ?? (draft.isWithoutPatient ? null : patientId)
  const { answer } = useAnswer(openPatient, { params: { id: id ?? '' } }, { isOff: id === null })
  const patient = id === null ? null : answer
  useEffect(() => {
    if (!patient) return
    const { way, mayCall } = patient.profile.contact
    const advised = way === 'text' ? 'sms' : way === 'in-person' ? 'in-person' : 'phone'
    setDraft(before => ({
      ...before,
      patient: before.patient ?? {
        id: patient.id,
        nameMasked: patient.nameMasked,
        phoneMasked: patient.phones[0]?.masked ?? null,
        age: patient.age,
        sex: patient.sex,
      },
      contactWay: mayCall && way === 'call' ? before.contactWay : advised,
    }))
  }, [patient, setDraft])
  return patient && draft.patient?.id === patient.id ? patient : null
}

/** Name and telephone of the patient, whole, for the matter and not for the eye; the house notes why they were read. */
async function fromRecord(patient: Patient, reason: string): Promise<{ name: string; phone: string | null }> {
  const params = { id: patient.id }
  const [name, phone] = await Promise.all([
    call(unmaskPatient, { params, body: { field: 'name', reason } }),
    patient.phones.length > 0 ? call(unmaskPatient, { params, body: { field: 'phone', reason } }) : null,
  ])
  return { name: name.value, phone: phone?.value ?? null }
}
