import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { type Content, type ItemHead, lastDayOf, mustFitTogether } from '../rules/content.ts'
import { mustBeSecond, nextReview } from '../rules/life.ts'
import { reviewPolicy } from '../settings.ts'
import { insertItems, saveRevisions, turnEdition } from './store.ts'

/** Published content as a hospital brings it along (内容导入): written by one, approved by another. */
export interface ImportedItem extends ItemHead {
  readonly unitId: string | null
  readonly ownerId: string
  readonly title: string
  readonly content: Content
}

/** Takes in published content at once, by the same rules as one by one: all of it, or nothing. */
export const importItems =
  (house: House) =>
  async (caller: Caller, by: { readonly reviewerId: string }, list: readonly ImportedItem[]): Promise<void> => {
    if (caller.kind !== 'system') throw new Problem('forbidden', { needs: 'system' })
    const at = house.clock.now()
    const { months } = (await house.settings.at(house.hospital.id, reviewPolicy, at)).value
    const review = nextReview(at.toZonedDateTimeISO(house.hospital.zone).toPlainDate(), months)
    const { hospitalId } = caller
    const rows = list.map(one => {
      mustFitTogether(one, one.content)
      mustBeSecond([one.ownerId], by.reviewerId)
      const [id, liveId] = [house.ids.next(), house.ids.next()]
      return { id, liveId, one }
    })
    await transact(house, caller, async ({ tx, tell }) => {
      const isNew = await insertItems(
        tx,
        hospitalId,
        rows.map(({ id, liveId, one }) => ({
          hospitalId,
          id,
          kind: one.kind,
          audience: one.audience,
          code: one.code,
          unitId: one.unitId,
          subjectId: one.subjectId,
          ownerId: one.ownerId,
          liveId,
          nextReviewOn: review,
          endsOn: lastDayOf(one.content),
          version: 1,
        })),
      )
      if (!isNew) throw new Problem('content-exists')
      await saveRevisions(
        tx,
        hospitalId,
        rows.map(({ id, liveId, one }) => ({
          hospitalId,
          id: liveId,
          itemId: id,
          number: 1,
          state: 'published',
          title: one.title,
          content: one.content,
          authors: [one.ownerId],
          reviewerId: by.reviewerId,
          note: null,
          changedAt: at,
          publishedAt: at,
          endedAt: null,
        })),
      )
      await turnEdition(tx, hospitalId)
      tell(
        ...rows.map(({ id, liveId, one }) => ({
          action: 'knowledge.published' as const,
          subject: { kind: 'knowledge', id },
          version: 1,
          unitId: one.unitId,
          facts: { kind: one.kind, number: 1, revision: liveId },
        })),
      )
    })
  }
