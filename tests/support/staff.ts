import type { FastifyInstance } from 'fastify'
import { systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { giveAccounts, importStaff, publicCaller } from '#modules/staff/index.ts'
import { samplePlan } from '#modules/staff/sample.ts'
import { openSession } from '#modules/staff/server/open-session.ts'
import type { House } from '#platform/house.ts'

export const PASSWORD = 'Green-Banana-42'
export const PIN = '802617'

export interface SettledStaff {
  /** Ids by code of the unit and by name of the person. */
  unit(code: string): string
  person(name: string): string
  /** The cookie of a fresh session of that person. */
  cookie(name: string, position?: string): Promise<string>
}

const known = (found: string | undefined, what: string): string => {
  if (found === undefined) throw new Error(`the sample has no ${what}`)
  return found
}

/** Fills a house with the staff of the sample, everybody on duty from now for `hours` but the two of the night, each with an account: login is the staff number. */
export async function settleStaff(
  house: House,
  options: { hours?: number; from?: Instant } = {},
): Promise<SettledStaff> {
  const system = systemCaller(house.hospital.id)
  const from = options.from ?? house.clock.now()
  const to = from.add({ hours: options.hours ?? 9 })
  const { units, people } = await importStaff(house)(system, {
    units: samplePlan.units,
    people: samplePlan.people.map(person => ({
      ...person,
      duties: ['梁勇', '宋平'].includes(person.name)
        ? [{ kind: 'on-duty' as const, from: to, to: to.add({ hours: 14 }) }]
        : [{ kind: 'on-duty' as const, from, to }],
    })),
  })
  const ids = new Map(samplePlan.people.map(person => [person.name, people.get(person.staffNumber) ?? '']))
  await giveAccounts(house)(system, {
    password: PASSWORD,
    pin: PIN,
    people: samplePlan.people.map(one => ({
      personId: people.get(one.staffNumber) ?? '',
      login: one.staffNumber,
      badge: `B-${one.staffNumber}`,
    })),
  })
  const person = (name: string) => known(ids.get(name), name)
  return {
    person,
    unit: code => known(units.get(code), code),
    async cookie(name, position) {
      const opened = await openSession(house, publicCaller(house), {
        personId: person(name),
        way: 'password',
        position: position ?? null,
      })
      return `yiguanjia=${opened.token}`
    },
  }
}

/** One request as a screen makes it. */
export async function ask(
  app: FastifyInstance,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  { cookie, body, headers = {} }: { cookie?: string; body?: object; headers?: Record<string, string> } = {},
) {
  const answer = await app.inject({
    method,
    url,
    headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
    ...(body === undefined ? {} : { payload: body }),
  })
  return {
    status: answer.statusCode,
    body: (answer.body === '' ? {} : answer.json()) as Record<string, unknown>,
    code:
      answer.statusCode >= 400
        ? String((answer.json() as Record<string, unknown>)['type'] ?? '')
            .split('/')
            .at(-1)
        : null,
    setCookies: [answer.headers['set-cookie'] ?? []].flat(),
  }
}
