import type { ServiceItem } from './service-item.ts'

/** A gap through which a matter could fall (服务死角, TKT-14). */
export interface Gap {
  readonly kind:
    | 'department-without-liaison'
    | 'rule-without-receiver'
    | 'ticket-without-owner'
    | 'clock-without-calendar'
    | 'ticket-without-clock'
  /** The unit's name, the item's code, or the ticket's number. */
  readonly subject: string
}

export interface Cover {
  readonly departments: readonly { readonly name: string; readonly hasLiaison: boolean }[]
  readonly unitCodes: ReadonlySet<string>
  readonly items: readonly ServiceItem[]
  readonly ticketsWithoutOwner: readonly string[]
  readonly ticketsWithoutClock: readonly string[]
  /** The policy counts working time, but the calendar has none. */
  readonly clockWithoutCalendar: boolean
}

/** Every gap there is, one for each fault; none is expected. */
export function gaps(cover: Cover): readonly Gap[] {
  return [
    ...cover.departments
      .filter(unit => !unit.hasLiaison)
      .map(unit => ({ kind: 'department-without-liaison' as const, subject: unit.name })),
    ...cover.items
      .filter(item => receiversOf(item).some(code => !cover.unitCodes.has(code)))
      .map(item => ({ kind: 'rule-without-receiver' as const, subject: item.code })),
    ...cover.ticketsWithoutOwner.map(number => ({ kind: 'ticket-without-owner' as const, subject: number })),
    ...cover.ticketsWithoutClock.map(number => ({ kind: 'ticket-without-clock' as const, subject: number })),
    ...(cover.clockWithoutCalendar ? [{ kind: 'clock-without-calendar' as const, subject: 'ticket.clocks' }] : []),
  ]
}

/** Every unit that a rule of the item names. */
export const receiversOf = (item: ServiceItem): readonly string[] => [
  item.receiver,
  ...(item.offHours === null ? [] : [item.offHours]),
  ...item.kinds.flatMap(kind => kind.receivers),
]
