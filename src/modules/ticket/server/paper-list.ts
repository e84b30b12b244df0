import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { sendMessage } from '#modules/notification/index.ts'
import type { Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { missingPapers, paperListText, type PaperTick } from '../rules/service-item.ts'
import { change } from './change.ts'
import type { Personal } from './create-ticket.ts'
import { itemsOf } from './items.ts'
import { PAPER_LIST } from '../messages.ts'
import { itemOf } from './stamps.ts'
import { sqlValues } from './store.ts'
import type { PaperListTable } from './tables.ts'

interface Whom {
  readonly patientId: string | null
  /** Of whoever asks, where it is no patient on record. */
  readonly phone: string | null
}

export interface GivePaperList extends Whom {
  readonly item: string
  readonly papers: readonly PaperTick[]
  readonly way: 'sent' | 'printed'
}

/**
 * Gives somebody the one-time list of what is missing (一次性告知清单, TKT-02), before there is a matter: printed, or sent at once.
 * The list is exactly what is not ticked; the ticks are kept behind it.
 */
export const givePaperList = (house: House) => async (caller: Caller, asked: GivePaperList) => {
  const at = house.clock.now()
  const item = (await itemsOf(house, at)).get(asked.item)
  if (item === undefined) throw new Problem('item-unknown')
  return transact(house, caller, async ({ tx, tell }) => {
    const given = await give(house, tx, { ...asked, by: personOf(caller), at, item })
    tell(given.entry)
    return { id: given.id, papers: [...given.missing] }
  })
}

/** Sends the list of what a matter still lacks to its patient, or to whoever asked for it. */
export const sendPaperList = (house: House) => (caller: Caller, asked: { id: string }) =>
  change(house, caller, asked, 'paper-list', async open => {
    mayOwn(caller, open.ticket)
    const item = await itemOf(open)
    if (item === null) throw new Problem('item-unknown')
    const { papers, phone } = house.cipher.decipherJson<Personal>(open.ticket.personal)
    const { missing, entry } = await give(house, open.tx, {
      patientId: open.ticket.patientId,
      phone,
      papers,
      way: 'sent',
      by: personOf(caller),
      at: open.at,
      item,
    })
    open.tell('paper-list.given', entry.facts, { detail: { text: missing.join('、') } })
  })

/** Papers come later, or are found not to be needed (补交材料): the ticks of the matter are changed, its history keeps who did. */
export const tickPapers = (house: House) => (caller: Caller, asked: { id: string; papers: readonly PaperTick[] }) =>
  change(house, caller, asked, 'papers', async open => {
    mayOwn(caller, open.ticket)
    const personal = house.cipher.decipherJson<Personal>(open.ticket.personal)
    const papers = personal.papers.map(paper => asked.papers.find(one => one.name === paper.name) ?? paper)
    open.ticket.personal = house.cipher.encipherJson({ ...personal, papers } satisfies Personal)
    const missing = missingPapers(papers).length
    open.tell('ticket.papers-ticked', { present: papers.filter(one => one.state === 'present').length, missing })
  })

interface Giving extends Whom {
  readonly papers: readonly PaperTick[]
  readonly way: 'sent' | 'printed'
  readonly by: string
  readonly at: Instant
  readonly item: { readonly code: string; readonly version: number; readonly name: string }
}

async function give(house: House, tx: Tx, giving: Giving) {
  const { item, way, by, at } = giving
  const missing = missingPapers(giving.papers)
  if (missing.length === 0) throw new Problem('nothing-missing')
  const id = house.ids.next()
  const row: PaperListTable = {
    hospitalId: house.hospital.id,
    id,
    itemCode: item.code,
    itemVersion: item.version,
    patientId: giving.patientId,
    ticks: giving.papers,
    missing,
    way,
    messageId: way === 'sent' ? await send(house, tx, id, giving, missing) : null,
    byPerson: by,
    at,
  }
  await tx.insertInto('ticket.paper_list').values(sqlValues(row)).execute()
  const facts = { item: item.code, itemVersion: item.version, missing: missing.length, way }
  return {
    id,
    missing,
    entry: {
      action: 'paper-list.given' as const,
      subject: { kind: 'paper-list', id },
      patientId: giving.patientId,
      facts,
    },
  }
}

/** Somebody stands at the window and waits for it, so it goes out at night too. */
function send(house: House, tx: Tx, id: string, giving: Giving, missing: readonly string[]): Promise<string> {
  const papers = paperListText(missing)
  if (papers.length > PAPER_LIST.papers) throw new Problem('list-too-long')
  const values = { item: giving.item.name.slice(0, PAPER_LIST.item), papers }
  const about = { kind: 'paper-list', id }
  const message = { template: 'ticket.paper-list', about, values, urgent: true } as const
  if (giving.patientId !== null)
    return sendMessage(house)(tx, { ...message, to: { kind: 'patient', patientId: giving.patientId } })
  if (giving.phone === null) throw new Problem('list-without-address')
  return sendMessage(house)(tx, { ...message, to: { kind: 'number', phone: giving.phone } })
}
