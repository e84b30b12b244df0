import './events.ts'
import './server/tables.ts'
import type { Module } from '#platform/module.ts'
import { problems } from './problems.ts'
import { routes } from './server/routes.ts'
import { contentSweep } from './server/sweeps.ts'
import { reviewPolicy } from './settings.ts'

/** What the hospital publishes in words: guides, the phone book, notices, introductions, and how it is approved (知识与内容管理). */
export const module: Module = {
  name: 'knowledge',
  problems,
  routes,
  settings: [reviewPolicy as never],
  sweeps: [contentSweep],
}

export type { Guide } from './rules/content.ts'
export { type GiveNumber, numberToGive } from './server/give-number.ts'
export { type ImportedItem, importItems } from './server/import-items.ts'
export { submitDraft } from './server/review.ts'
export { titleOfItem } from './server/store.ts'
export { createItem } from './server/write-draft.ts'
