import type { Event, Events } from '#kernel/event.ts'
import { minutesBetween, Temporal } from '#kernel/time.ts'
import { titleOfItem } from '#modules/knowledge/index.ts'
import { holdersAnywhere, type Organisation, organisation, type Post } from '#modules/staff/index.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Listener } from '#platform/listeners.ts'
import { sendMessage } from './send-message.ts'

/** What was said longer ago than this is told to nobody: a house that learns to listen does not tell of years. */
const OLD_MINUTES = 3 * 24 * 60

/** Tells whoever has to look at something that came due (到期提醒): the owner of content, who holds a licence and who keeps the register. */
export const tellStaff: Listener = {
  name: 'notification: tell staff what came due',
  hears: ['knowledge.review-due', 'staff.expiry-near'],
  async hear(house, tx, event) {
    if (minutesBetween(event.at, house.clock.now()) > OLD_MINUTES) return
    if (event.action === 'knowledge.review-due') await tellOwner(house, tx, event)
    else await tellOfExpiry(house, tx, event)
  },
}

/** The owner; where that one has left, who leads the centre hands it on. */
async function tellOwner(house: House, tx: Tx, event: Event): Promise<void> {
  const { owner, dueOn } = event.facts as Events['knowledge.review-due']
  const who = await organisation(house)
  const to = isHere(who, owner) ? [owner] : firstHolders(house, who, ['centre-manager', 'deputy-director', 'director'])
  const title = (await titleOfItem(tx, house.hospital.id, event.subjectId)) ?? '内容'
  for (const personId of to)
    await sendMessage(house)(tx, {
      template: 'knowledge.review-due',
      to: { kind: 'person', personId },
      about: { kind: 'knowledge', id: event.subjectId },
      values: { title, day: dayIn(dueOn) },
      link: `${house.publicUrl}/content?view=due&id=${event.subjectId}`,
    })
}

const WHAT = {
  licence: '执业证',
  title: '职称证',
  training: '培训证',
  education: '学历证',
  other: '证件',
} as const

/** Both: the one whose it is, and who keeps the register. */
async function tellOfExpiry(house: House, tx: Tx, event: Event): Promise<void> {
  const { person, kind, expiresOn } = event.facts as Events['staff.expiry-near']
  const who = await organisation(house)
  const values = { what: WHAT[kind as keyof typeof WHAT] ?? WHAT.other, day: dayIn(expiresOn) }
  const about = { kind: 'staff', id: person }
  const name = who.people.get(person)?.name
  if (name !== undefined)
    await sendMessage(house)(tx, {
      template: 'staff.expiry-near.own',
      to: { kind: 'person', personId: person },
      about,
      values,
    })
  for (const personId of firstHolders(house, who, ['deputy-director', 'director', 'administrator']))
    if (personId !== person)
      await sendMessage(house)(tx, {
        template: 'staff.expiry-near',
        to: { kind: 'person', personId },
        about,
        values: { ...values, who: name ?? '职工' },
        link: `${house.publicUrl}/people?person=${person}`,
      })
}

const isHere = (who: Organisation, personId: string): boolean => who.assignments.some(one => one.personId === personId)

/** Those of the first post that anybody holds. */
function firstHolders(house: House, who: Organisation, posts: readonly Post[]): readonly string[] {
  const at = house.clock.now()
  for (const post of posts) {
    const holders = holdersAnywhere(who, post, at)
    if (holders.length > 0) return holders
  }
  return []
}

const dayIn = (day: string): string => {
  const { year, month, day: of } = Temporal.PlainDate.from(day)
  return `${year}年${month}月${of}日`
}
