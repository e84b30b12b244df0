import type { House } from '#platform/house.ts'
import type { Adapter } from './port.ts'
import type { Taken } from './take-messages.ts'

/** The message centre itself (消息中心): what stands there has arrived there. */
const screen: Adapter = {
  channel: 'screen',
  send: async () => ({ kind: 'delivered', providerId: null }),
  ask: null,
}

/** The adapter of the channel that a call goes by. */
export const adapterOf = async (_house: House, taken: Taken): Promise<Adapter> => {
  if (taken.step.channel === 'screen') return screen
  throw new Error(`no adapter for ${taken.step.channel}`)
}
