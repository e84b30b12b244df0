import type { ColumnType } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Audience, Content, Kind } from '../rules/content.ts'
import type { State } from '../rules/life.ts'

type When = ColumnType<Instant, string, string>
type MaybeWhen = ColumnType<Instant | null, string | null, string | null>

/** `knowledge.edition`: counts what was published or taken back. */
interface EditionTable {
  hospitalId: string
  value: number
}

/** `knowledge.item`: one published thing (内容条目). */
export interface ItemTable {
  hospitalId: string
  id: string
  kind: Kind
  audience: Audience
  code: string
  unitId: string | null
  subjectId: string | null
  ownerId: string
  liveId: string | null
  nextReviewOn: string | null
  endsOn: string | null
  version: number
}

/** `knowledge.revision`: one version of it (版本). */
export interface RevisionTable {
  hospitalId: string
  id: string
  itemId: string
  number: number
  state: State
  title: string
  content: ColumnType<Content, string, string>
  authors: string[]
  reviewerId: string | null
  note: string | null
  changedAt: When
  publishedAt: MaybeWhen
  endedAt: MaybeWhen
}

/** `knowledge.review_task`: the owner is to look whether it still holds (复核任务). */
interface ReviewTaskTable {
  hospitalId: string
  id: string
  itemId: string
  ownerId: string
  dueOn: string
  madeAt: When
  doneAt: MaybeWhen
}

declare module '#platform/database.ts' {
  interface Tables {
    'knowledge.edition': EditionTable
    'knowledge.item': ItemTable
    'knowledge.revision': RevisionTable
    'knowledge.review_task': ReviewTaskTable
  }
}
