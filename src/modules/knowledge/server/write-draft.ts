import type { Caller } from '#kernel/caller.ts'
import { canIn, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { listDoctors } from '#modules/directory/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import { type Audience, type Content, type Kind, mustFitTogether } from '../rules/content.ts'
import { changeItem, type Changed } from './change.ts'
import { insertItems, saveRevisions } from './store.ts'

export interface Words {
  readonly title: string
  readonly content: Content
}
export interface CreateItem extends Words {
  readonly kind: Kind
  readonly audience: Audience
  /** For a guide its topic; others may have one of their own. */
  readonly code: string | null
  readonly unitId: string | null
  /** The doctor who is introduced. */
  readonly subjectId: string | null
}

/** Begins an item with its first draft (新建内容); whoever begins it owns it. */
export const createItem =
  (house: House) =>
  async (caller: Caller, asked: CreateItem): Promise<Changed> => {
    const author = personOf(caller)
    const id = house.ids.next()
    const code = asked.code ?? id
    mustFitTogether({ ...asked, code }, asked.content)
    await mustBeKnown(house, asked)
    if (!canIn(caller, 'knowledge:write', asked.unitId)) throw new Problem('not-found')
    const at = house.clock.now()
    return transact(house, caller, async ({ tx, tell }) => {
      const { kind, audience, unitId, subjectId, title, content } = asked
      const none = { liveId: null, nextReviewOn: null, endsOn: null }
      const item = {
        hospitalId: caller.hospitalId,
        id,
        kind,
        audience,
        code,
        unitId,
        subjectId,
        ownerId: author,
        ...none,
        version: 1,
      }
      if (!(await insertItems(tx, caller.hospitalId, [item]))) throw new Problem('content-exists')
      await saveRevisions(tx, caller.hospitalId, [
        { ...empty(caller.hospitalId, id, 1), id: house.ids.next(), title, content, authors: [author], changedAt: at },
      ])
      tell({
        action: 'knowledge.drafted',
        subject: { kind: 'knowledge', id },
        version: 1,
        unitId,
        facts: { kind, number: 1 },
      })
      return { id, version: 1 }
    })
  }

const empty = (hospitalId: string, itemId: string, number: number) => ({
  hospitalId,
  itemId,
  number,
  state: 'draft' as const,
  reviewerId: null,
  note: null,
  publishedAt: null,
  endedAt: null,
})

/** Writes in the draft of an item, or begins the next version from what was sent; not while it is reviewed. */
export const writeDraft =
  (house: House) =>
  async (caller: Caller, asked: Words & { readonly id: string; readonly version: number }): Promise<Changed> => {
    const author = personOf(caller)
    await mustBeKnown(house, { ...asked, unitId: null, subjectId: null })
    return changeItem(house, caller, asked, 'write', open => {
      const { item, working } = open
      mustFitTogether(item, asked.content)
      if (working?.state === 'review') throw new Problem('content-in-review')
      const { title, content } = asked
      const number = working?.number ?? open.lastNumber + 1
      open.put({
        ...(working ?? { ...empty(caller.hospitalId, item.id, number), id: house.ids.next() }),
        title,
        content,
        authors: [...new Set([...(working?.authors ?? []), author])],
        changedAt: open.at,
      })
      open.tell('knowledge.drafted', { kind: item.kind, number })
    })
  }

/** Departments, doctors and people that the words name are there. */
async function mustBeKnown(house: House, asked: Pick<CreateItem, 'content' | 'unitId' | 'subjectId'>): Promise<void> {
  const { content } = asked
  const { units } = await organisation(house)
  const steps = content.kind === 'guide' ? content.steps : content.kind === 'number' ? content.lines : []
  const list = content.kind === 'guide' ? 'steps' : 'lines'
  const stranger = steps.findIndex(one => one.unitId !== null && !units.has(one.unitId))
  if (stranger >= 0) throw new Problem('content-unit-unknown', { pointer: `/body/content/${list}/${stranger}/unitId` })
  if (asked.unitId !== null && !units.has(asked.unitId))
    throw new Problem('content-unit-unknown', { pointer: '/body/unitId' })
  if (asked.subjectId === null) return
  const { list: doctors } = await listDoctors(house)
  if (!doctors.some(one => one.id === asked.subjectId))
    throw new Problem('content-doctor-unknown', { pointer: '/body/subjectId' })
}
