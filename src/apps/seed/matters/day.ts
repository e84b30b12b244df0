import type { PlainDate } from '#kernel/time.ts'
import { codeAt } from '#modules/ticket/rules/dispatch.ts'
import { serviceItems } from '../items.ts'
import { type Random, randomFrom } from '../random.ts'
import { said, someRequest, someSlots } from '../requests/index.ts'
import { instantAt } from '../roster.ts'
import type { Cast, Matter, Owner } from './act.ts'
import { close } from './closing.ts'
import { add, inOrder, instant, minutes, type Plot } from './plot.ts'
import { respond } from './response.ts'
import { work } from './work.ts'
import { CANCELS, RELATIONS } from './words.ts'

type Span = readonly [from: number, to: number]
/** When people come on a working day, in hours, and how many of a hundred. */
const COMING: readonly (readonly [Span, number])[] = [
  [[7.5, 8], 5],
  [[8, 9.5], 24],
  [[9.5, 11.75], 29],
  [[11.75, 14], 9],
  [[14, 16], 19],
  [[16, 17.4], 8],
  [[17.4, 21], 5],
  [[6, 7.5], 1],
]

/**
 * The matters that come in on one day (一天的工单), each with its whole course, however far into the next days that reaches. The
 * same day has the same matters whenever it is planned.
 */
export function planDay(date: PlainDate, cast: Cast, patients: number): readonly Matter[] {
  const random = randomFrom(`day ${date.toString()}`)
  const noon = instantAt(date, 12, cast.zone)
  const count = cast.isWorkday(noon) ? random.whole(53, 66) : random.whole(21, 28)
  const times = Array.from({ length: count }, () => {
    const [from, to] = random.weighted(COMING)
    return instantAt(date, from + random.fraction() * (to - from), cast.zone).epochMilliseconds
  })
  return times
    .toSorted((a, b) => a - b)
    .map((at, n) => planMatter(randomFrom(`matter ${date.toString()} ${n}`), at, cast, patients))
}

function planMatter(random: Random, openedAt: number, cast: Cast, patients: number): Matter {
  const request = someRequest(random)
  const at = secondOf(openedAt)
  const owner = random.pick(cast.ownersAt(at))
  const channel = channelFor(random, owner, request.item, cast.isOpen('ZT', at))
  const slots = someSlots(random)
  const plot: Plot = {
    random,
    cast,
    request,
    slots,
    openedAt: at.epochMilliseconds,
    owner,
    channel,
    units: [...(request.units ?? [receiverOf(request.item, cast.nextOpening(at).equals(at))])],
    steps: [],
    isComplex: (request.difficulty?.length ?? 0) > 0,
  }
  if (owner.position !== null && random.chance(0.015)) withdraw(plot)
  else close(plot, work(plot))
  return {
    openedAt: at,
    request,
    description: said(random.pick(request.says), slots),
    // Some come again and again.
    patient: Math.floor(patients * random.fraction() ** 1.6),
    relation: random.weighted(RELATIONS),
    ownerId: owner.id,
    position: owner.position,
    channel,
    contactWay: channel === 'wechat' ? 'wechat' : random.pick(['phone', 'phone', 'phone', 'sms', 'in-person'] as const),
    steps: inOrder(plot),
  }
}

function receiverOf(code: string, isOpen: boolean): string {
  const item = serviceItems.find(one => one.code === code)
  return item === undefined ? 'ZT' : codeAt(item, isOpen)
}

const secondOf = (at: number) => instant(Math.floor(at / 1000) * 1000)

function withdraw(plot: Plot): void {
  const accepted = Math.max(...plot.units.map((_, part) => respond(plot, part).at))
  add(plot, accepted + minutes(plot.random.whole(5, 40)), { do: 'cancel', reason: plot.random.pick(CANCELS) })
}

/** What somebody must come for. */
const IN_PERSON = new Set(['SVC-01', 'SVC-10', 'SVC-11', 'SVC-12', 'SVC-15', 'SVC-19'])

function channelFor(random: Random, owner: Owner, item: string, isOpen: boolean): Matter['channel'] {
  if (IN_PERSON.has(item))
    return random.weighted([
      ['desk', 68],
      ['guide', 20],
      ['kiosk', 6],
      ['ward', 6],
    ] as const)
  if (!isOpen || owner.position === null)
    return random.weighted([
      ['hotline', 52],
      ['wechat', 36],
      ['web', 12],
    ] as const)
  return random.weighted([
    ['desk', 58],
    ['hotline', 19],
    ['wechat', 10],
    ['web', 5],
    ['consulting-room', 5],
    ['ward', 3],
  ] as const)
}
