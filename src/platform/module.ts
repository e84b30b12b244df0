import type { FastifyInstance } from 'fastify'
import type { Problems } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import type { OwnRefusals } from '#platform/http/problem-json.ts'
import type { Route } from '#platform/http/serve.ts'
import type { Listener } from '#platform/listeners.ts'
import type { Expiring } from '#platform/retention.ts'
import type { SettingKind } from '#platform/settings.ts'
import type { Sweep } from '#platform/sweeps.ts'

/** What a module brings to the house: its routes, its refusals, what it does by the clock and what it hears. */
export interface Module {
  readonly name: string
  readonly problems: Problems
  routes(house: House): readonly Route[]
  readonly settings?: readonly SettingKind<never>[]
  readonly sweeps?: readonly Sweep[]
  readonly listeners?: readonly Listener[]
  /** What only grows and goes when its time is over. */
  readonly expires?: readonly Expiring[]
  /** Operations that are not plain JSON (streams, downloads); listed in the API document by hand. */
  mount?(app: FastifyInstance, house: House): void
  /** Under which of its paths refusals look as another standard has them. */
  readonly refusals?: OwnRefusals
}
