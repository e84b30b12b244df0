import type { FindableItem } from '../rules/find-items.ts'
import type { Instant } from '#kernel/time.ts'
import { soundOf } from '#modules/directory/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Content, holdsOn, TOPICS } from '../rules/content.ts'
import { EDITION, liveItems, type LiveRow } from './store.ts'

/** What everybody sees of an item, as it is looked for. */
export interface Published extends LiveRow, FindableItem {}

const remembered = new WeakMap<House, { readonly edition: number; readonly all: readonly Published[] }>()

/**
 * What is published, the same for every channel (统一发布): what this process remembers is compared with the edition first, so that
 * desk, portal and paper show a new version, or none any more, from the same moment on.
 */
export async function published(house: House): Promise<readonly Published[]> {
  const [row] = await house.database.statement<{ value: number }>(EDITION, [house.hospital.id])
  const edition = row?.value ?? 0
  const known = remembered.get(house)
  const today = dayIn(house, house.clock.now())
  if (known !== undefined && known.edition === edition) return known.all.filter(one => holdsOn(one.content, today))
  const { rows, read } = await house.database.transact(async tx => {
    // Read before the rest: what is read may be newer than its edition, never older.
    const [now] = await run<{ value: number }>(tx, EDITION, [house.hospital.id])
    return { read: now?.value ?? 0, rows: await liveItems(tx, house.hospital.id) }
  })
  const all = rows.map(findable).toSorted((a, b) => placeOf(a) - placeOf(b))
  remembered.set(house, { edition: read, all })
  return all.filter(one => holdsOn(one.content, today))
}

export const dayIn = (house: House, at: Instant): string =>
  at.toZonedDateTimeISO(house.hospital.zone).toPlainDate().toString()

/** Guides stand in the order in which a visit goes; the others as they came. */
const placeOf = (one: Published): number =>
  one.kind === 'guide' ? (TOPICS as readonly string[]).indexOf(one.code) : TOPICS.length

function findable(row: LiveRow): Published {
  const aliases = row.content.kind === 'number' ? row.content.synonyms : []
  return {
    ...row,
    name: row.title,
    aliases,
    sounds: [row.title, ...aliases].map(soundOf),
    words: wordsOf(row.content),
  }
}

function wordsOf(content: Content): readonly string[] {
  switch (content.kind) {
    case 'guide':
      return [
        content.summary,
        ...content.steps.flatMap(step => [step.title, step.text, ...step.papers]),
        ...content.faq.flatMap(one => [one.question, one.answer]),
      ]
    case 'number':
      return content.lines.flatMap(line => [line.name, line.phone])
    case 'notice':
      return [content.body]
    case 'doctor':
      return [content.introduction]
  }
}
