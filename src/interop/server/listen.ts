import { type Listener, listen, type Trouble } from '#interop/hl7v2/index.ts'
import type { House } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import { answerControlId } from './bytes.ts'
import { receiveMessage } from './receive-message.ts'

/** Opens the port on which other systems send HL7 v2 over MLLP (院内消息接口); 0 takes a free one. Closing lets what was received be answered. */
export const listenForMessages = (
  house: House,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<Listener> =>
  listen({
    port,
    host,
    zone: house.hospital.zone,
    clock: house.clock,
    controlId: () => answerControlId(house.ids),
    handle: receiveMessage(house),
    trouble: trouble => tell(house, trouble),
  })

function tell(house: House, { peer, kind, ...facts }: Trouble): void {
  const error = 'error' in facts ? errorFacts(facts.error) : facts
  house.log.warn({ peer, ...error }, `hl7: ${kind}`)
}
