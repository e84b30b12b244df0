import { type Caller, systemCaller } from '#kernel/caller.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { type Organisation, permissionsOf } from '#modules/staff/index.ts'
import { acceptPart } from '#modules/ticket/server/accept-part.ts'
import { addDepartments } from '#modules/ticket/server/add-departments.ts'
import { answerMeeting } from '#modules/ticket/server/answer-meeting.ts'
import { attachFile } from '#modules/ticket/server/attach-file.ts'
import { callMeeting } from '#modules/ticket/server/call-meeting.ts'
import { cancelTicket } from '#modules/ticket/server/cancel-ticket.ts'
import { forceOwnership, offerOwnership, takeOwnership } from '#modules/ticket/server/change-owner.ts'
import { classifyTicket } from '#modules/ticket/server/classify-ticket.ts'
import { confirmTicket } from '#modules/ticket/server/confirm-ticket.ts'
import { decideMeeting } from '#modules/ticket/server/decide-meeting.ts'
import { declinePart } from '#modules/ticket/server/decline-part.ts'
import { disagreeTicket } from '#modules/ticket/server/disagree-ticket.ts'
import { finishPart } from '#modules/ticket/server/finish-part.ts'
import { handOnPart } from '#modules/ticket/server/hand-on-part.ts'
import { keepPromise } from '#modules/ticket/server/keep-promise.ts'
import { makePromise } from '#modules/ticket/server/make-promise.ts'
import { confirmMatter } from '#modules/ticket/server/matter.ts'
import { noteAttempt } from '#modules/ticket/server/note-attempt.ts'
import { performStep } from '#modules/ticket/server/perform-step.ts'
import { reopenTicket } from '#modules/ticket/server/reopen-ticket.ts'
import { resolveTicket } from '#modules/ticket/server/resolve-ticket.ts'
import { resumeTicket } from '#modules/ticket/server/resume-ticket.ts'
import { waitForPatient } from '#modules/ticket/server/wait-for-patient.ts'
import { writeEntry } from '#modules/ticket/server/write-entry.ts'
import type { House } from '#platform/house.ts'
import type { Act, Cast } from './act.ts'
import { RECEIPT } from './receipt.ts'
import type { Standing } from './standing.ts'

/** What an act is done with: the house at its moment, who is there, and the matter as it stands. */
export interface Scene {
  readonly house: House
  readonly org: Organisation
  readonly cast: Cast
  readonly at: Instant
  readonly standing: Standing
  unitId(code: string): string
}

/** A member of staff as the house knows one who asks. */
export const asStaff = (
  org: Organisation,
  hospitalId: string,
  personId: string,
  at: Instant,
  position: string | null = null,
): Caller => ({
  ...systemCaller(hospitalId),
  kind: 'staff',
  personId,
  permissions: permissionsOf(org, personId, at),
  position,
})
/** Does one act by the use case of whoever does it in a hospital: the share's receiver, the owner, the patient. */
export async function perform(scene: Scene, act: Act): Promise<void> {
  const { house, standing, at } = scene
  const { id, version } = standing
  switch (act.do) {
    case 'accept':
      await acceptPart(house)(receiver(scene, act.part), { id, partId: partOf(scene, act.part).id })
      return
    case 'decline':
      await declinePart(house)(receiver(scene, act.part), {
        id,
        partId: partOf(scene, act.part).id,
        reason: act.reason,
      })
      return
    case 'hand-on': {
      const part = partOf(scene, act.part)
      const unitId = act.to === null ? part.unitId : scene.unitId(act.to)
      await handOnPart(house)(receiver(scene, act.part), {
        id,
        partId: part.id,
        reason: act.reason,
        unitId,
        personId: null,
      })
      return
    }
    case 'progress':
    case 'question': {
      const who = act.part === null ? owner(scene) : receiver(scene, act.part)
      const tellPatient = act.do === 'progress' && act.tellPatient
      await writeEntry(house)(who, { id, kind: act.do, text: act.text, tellPatient })
      return
    }
    case 'reply':
    case 'note':
      await writeEntry(house)(owner(scene), { id, kind: act.do, text: act.text, tellPatient: act.do === 'reply' })
      return
    case 'promise':
      await makePromise(house)(owner(scene), { id, text: act.text, dueAt: later(at, act.minutes) })
      return
    case 'attach':
      await attachFile(house)(owner(scene), { id, ...RECEIPT })
      return
    case 'step':
      await performStep(house)(stepper(scene), { id, step: act.step, words: act.words })
      return
    case 'keep-promise':
      await keepPromise(house)(owner(scene), { id, promiseId: there(standing.promise, 'promise') })
      return
    case 'wait':
      await waitForPatient(house)(owner(scene), { id, version, reason: act.reason, evidence: act.evidence })
      return
    case 'resume':
      await resumeTicket(house)(owner(scene), { id, answer: act.answer })
      return
    case 'classify':
      await classifyTicket(house)(owner(scene), { id, version, difficulty: act.difficulty, reason: act.reason })
      return
    case 'add-departments':
      await addDepartments(house)(owner(scene), {
        id,
        version,
        units: act.units.map(scene.unitId),
        reason: act.reason,
      })
      return
    case 'meet':
    case 'answer-meeting':
    case 'decide-meeting':
      return meet(scene, act)
    case 'finish':
      await finishPart(house)(receiver(scene, act.part), { ...act, id, partId: partOf(scene, act.part).id })
      return
    case 'resolve':
      await resolveTicket(house)(owner(scene), { ...act, id, version, tripsMade: 0, contacts: 2 })
      return
    case 'confirm':
      return confirm(scene, act)
    case 'disagree':
      await disagreeTicket(house)(owner(scene), { id, reason: act.reason })
      return
    case 'attempt':
      await noteAttempt(house)(owner(scene), { id, way: 'phone', note: act.note })
      return
    case 'offer':
      await offerOwnership(house)(owner(scene), { id, personId: act.to, note: act.note })
      return
    case 'force':
      await forceOwnership(house)(person(scene, scene.cast.managerId), { id, personId: act.to, reason: act.note })
      return
    case 'take':
      await takeOwnership(house)(person(scene, there(standing.offeredTo, 'offer')), { id })
      return
    case 'reopen':
      await reopenTicket(house)(owner(scene), { id, version, reason: act.reason })
      return
    case 'cancel':
      await cancelTicket(house)(owner(scene), { id, version, reason: act.reason })
      return
  }
}

async function meet(
  scene: Scene,
  act: Extract<Act, { do: 'meet' | 'answer-meeting' | 'decide-meeting' }>,
): Promise<void> {
  const { house, standing, at } = scene
  const { id } = standing
  if (act.do === 'meet') {
    const startsAt = later(at, act.minutes)
    const way = act.place.startsWith('线上') ? 'online' : 'room'
    await callMeeting(house)(owner(scene), { id, way, place: act.place, startsAt, units: act.units.map(scene.unitId) })
    return
  }
  const meetingId = there(standing.meeting, 'meeting')
  if (act.do === 'answer-meeting') {
    const { unitId } = partOf(scene, act.part)
    const { takesPart, reason } = act
    await answerMeeting(house)(receiver(scene, act.part), { id, meetingId, unitId, takesPart, reason })
    return
  }
  const deadline = later(at, act.minutes)
  const isBeyond = Temporal.Instant.compare(Temporal.Instant.from(deadline), standing.limitDueAt) > 0
  await decideMeeting(house)(isBeyond ? person(scene, scene.cast.managerId) : owner(scene), {
    id,
    meetingId,
    minutes: act.words,
    responsibleUnitId: scene.unitId(act.responsible),
    deadline,
    beyondLimitReason: isBeyond ? act.words : null,
  })
}

async function confirm(scene: Scene, act: Extract<Act, { do: 'confirm' }>): Promise<void> {
  const { house, standing, cast } = scene
  const { id, version } = standing
  if (act.way === 'link') {
    const patient: Caller = {
      ...systemCaller(house.hospital.id),
      kind: 'patient-link',
      only: { kind: 'ticket', id },
    }
    await confirmMatter(house)(patient, { signature: act.signature, version })
    return
  }
  await confirmTicket(house)(owner(scene), {
    id,
    version,
    method: act.way,
    signature: 'signature' in act ? act.signature : null,
    witnessId: act.way === 'oral' ? (cast.desk.find(one => one.id !== standing.ownerId)?.id ?? null) : null,
    words: 'words' in act ? act.words : null,
  })
}

const later = (at: Instant, minutes: number): string => at.add({ minutes }).toString()

const person = ({ org, house, at }: Scene, id: string): Caller => asStaff(org, house.hospital.id, id, at)
const owner = (scene: Scene): Caller => person(scene, scene.standing.ownerId)
/** Of one department its receiver ticks the steps, of several the owner. */
const stepper = (scene: Scene): Caller => (scene.standing.parts.length > 1 ? owner(scene) : receiver(scene, 0))
const receiver = (scene: Scene, part: number): Caller => person(scene, partOf(scene, part).assigneeId)

function partOf({ standing }: Scene, part: number): Standing['parts'][number] {
  const found = standing.parts[part]
  if (found === undefined) throw new Error(`the matter has no share ${part}`)
  return found
}

function there(id: string | null, what: string): string {
  if (id === null) throw new Error(`the matter has no ${what}`)
  return id
}
