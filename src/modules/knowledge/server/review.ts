import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { lastDayOf } from '../rules/content.ts'
import { mustBeSecond, nextReview } from '../rules/life.ts'
import { reviewPolicy } from '../settings.ts'
import { changeItem, type Changed, endLive, workingIn } from './change.ts'
import { closeTask, passTask } from './store.ts'

interface Asked {
  readonly id: string
  readonly version: number
}

/** Sends the draft to a second person (送审). */
export const submitDraft =
  (house: House) =>
  (caller: Caller, asked: Asked): Promise<Changed> =>
    changeItem(house, caller, asked, 'write', open => {
      const draft = workingIn(open, 'draft')
      open.move(draft, 'review')
      open.tell('knowledge.submitted', { kind: open.item.kind, number: draft.number })
    })

/** Takes back what was sent to review, to write on (撤回). */
export const takeBack =
  (house: House) =>
  (caller: Caller, asked: Asked): Promise<Changed> =>
    changeItem(house, caller, asked, 'write', open => {
      const draft = workingIn(open, 'review')
      open.move(draft, 'draft')
      open.tell('knowledge.returned', { kind: open.item.kind, number: draft.number })
    })

/** A second person approves: from this moment every channel shows this version (审核发布, DIR-09). */
export const approveDraft =
  (house: House) =>
  async (caller: Caller, asked: Asked): Promise<Changed> => {
    const reviewer = personOf(caller)
    const { months } = (await house.settings.at(house.hospital.id, reviewPolicy, house.clock.now())).value
    return changeItem(house, caller, asked, 'review', async open => {
      const draft = workingIn(open, 'review')
      mustBeSecond(draft.authors, reviewer)
      endLive(open, 'replaced')
      open.move(draft, 'published')
      draft.reviewerId = reviewer
      draft.note = null
      draft.publishedAt = open.at
      open.item.liveId = draft.id
      open.item.nextReviewOn = nextReview(open.today, months)
      open.item.endsOn = lastDayOf(draft.content)
      await closeTask(open.tx, caller.hospitalId, open.item.id, open.at.toString())
      open.tell('knowledge.published', { kind: open.item.kind, number: draft.number, revision: draft.id })
    })
  }

/** A second person sends it back with what is to be mended (退回修改). */
export const returnDraft =
  (house: House) =>
  (caller: Caller, asked: Asked & { readonly note: string }): Promise<Changed> => {
    const reviewer = personOf(caller)
    return changeItem(house, caller, asked, 'review', open => {
      const draft = workingIn(open, 'review')
      mustBeSecond(draft.authors, reviewer)
      open.move(draft, 'draft')
      draft.note = asked.note
      draft.reviewerId = reviewer
      open.tell('knowledge.returned', { kind: open.item.kind, number: draft.number }, { note: asked.note })
    })
  }

/** Takes what is published from every channel (撤下); it stays in the history. */
export const withdraw =
  (house: House) =>
  (caller: Caller, asked: Asked & { readonly reason: string }): Promise<Changed> =>
    changeItem(house, caller, asked, 'review', async open => {
      const live = endLive(open, 'withdrawn')
      if (live === undefined) throw new Problem('content-nothing-to-do')
      open.item.nextReviewOn = null
      await closeTask(open.tx, caller.hospitalId, open.item.id, open.at.toString())
      open.tell('knowledge.withdrawn', { kind: open.item.kind, number: live.number }, { reason: asked.reason })
    })

/** The owner has looked: it still holds (复核无误), until the next time. */
export const stillHolds =
  (house: House) =>
  async (caller: Caller, asked: Asked): Promise<Changed> => {
    const { months } = (await house.settings.at(house.hospital.id, reviewPolicy, house.clock.now())).value
    return changeItem(house, caller, asked, 'write', async open => {
      if (open.live === undefined) throw new Problem('content-nothing-to-do')
      const nextReviewOn = nextReview(open.today, months)
      open.item.nextReviewOn = nextReviewOn
      await closeTask(open.tx, caller.hospitalId, open.item.id, open.at.toString())
      open.tell('knowledge.reviewed', { nextReviewOn })
    })
  }

/** Somebody else answers for an item from now on (更换责任人). */
export const changeOwner =
  (house: House) =>
  async (caller: Caller, asked: Asked & { readonly ownerId: string }): Promise<Changed> => {
    const { people } = await organisation(house)
    if (!people.has(asked.ownerId)) throw new Problem('content-person-unknown', { pointer: '/body/ownerId' })
    return changeItem(house, caller, asked, 'write', async open => {
      const from = open.item.ownerId
      open.item.ownerId = asked.ownerId
      await passTask(open.tx, caller.hospitalId, open.item.id, asked.ownerId)
      open.tell('knowledge.owner-changed', { from, to: asked.ownerId })
    })
  }
