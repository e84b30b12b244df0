import type { Caller } from '#kernel/caller.ts'
import { commonProblems, type Language, Problem, problemTitle } from '#kernel/problem.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { problems } from '../problems.ts'
import { addDepartments } from './add-departments.ts'
import { cancelTicket } from './cancel-ticket.ts'
import type { Changed } from './change.ts'
import { forceOwnership, offerOwnership } from './change-owner.ts'
import { urgeTicket } from './urge-ticket.ts'

/** What is asked of each of the matters. */
export type BulkAsk =
  | { readonly act: 'dispatch'; readonly units: readonly string[]; readonly reason: string }
  | { readonly act: 'urge'; readonly text: string }
  | { readonly act: 'hand-over'; readonly personId: string; readonly note: string | null }
  | { readonly act: 'force-hand-over'; readonly personId: string; readonly reason: string }
  | { readonly act: 'cancel'; readonly reason: string }

interface Matter {
  readonly id: string
  readonly version: number
}

/**
 * One act on many matters (批量办理): each is a step of its own, with every rule of that step, and answers done or why not. The
 * request's key counts for each matter, so that asking again after a broken line does none of them twice.
 */
export const bulkTickets =
  (house: House) => async (caller: Caller, asked: { matters: readonly Matter[]; ask: BulkAsk }, language: Language) => {
    if (caller.only !== null) throw new Problem('forbidden', { needs: 'ticket:read' })
    const numbers = await numbersOf(house, caller, asked.matters)
    const rows = []
    for (const matter of asked.matters) {
      const once = caller.once && { ...caller.once, key: `${caller.once.key}.${matter.id}` }
      try {
        const { number, version } = await one(house, { ...caller, once }, matter, asked.ask)
        rows.push({ id: matter.id, number, done: true, version, problem: null })
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        const number = error.code === 'not-found' ? null : (numbers.get(matter.id) ?? null)
        rows.push({ id: matter.id, number, done: false, version: null, problem: said(error, language) })
      }
    }
    return { rows }
  }

function one(house: House, caller: Caller, matter: Matter, ask: BulkAsk): Promise<Changed> {
  switch (ask.act) {
    case 'dispatch':
      return addDepartments(house)(caller, { ...matter, units: ask.units, reason: ask.reason })
    case 'urge':
      return urgeTicket(house)(caller, { ...matter, text: ask.text })
    case 'hand-over':
      return offerOwnership(house)(caller, { ...matter, personId: ask.personId, note: ask.note })
    case 'force-hand-over':
      return forceOwnership(house)(caller, { ...matter, personId: ask.personId, reason: ask.reason })
    case 'cancel':
      return cancelTicket(house)(caller, { ...matter, reason: ask.reason })
  }
}

function said(problem: Problem, language: Language) {
  const kind = { ...commonProblems, ...problems }[problem.code as keyof typeof problems] ?? commonProblems.internal
  return { code: problem.code, title: problemTitle(kind, problem.facts, language) }
}

async function numbersOf(house: House, caller: Caller, matters: readonly Matter[]) {
  const rows = await house.database.transact(tx =>
    run<{ id: string; number: string }>(
      tx,
      'select id, number from ticket.ticket where hospital_id = $1 and id = any($2)',
      [caller.hospitalId, matters.map(matter => matter.id)],
    ),
  )
  return new Map(rows.map(row => [row.id, row.number]))
}
