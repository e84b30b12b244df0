import { type Header, type Inbound, readInbound } from '#interop/hl7v2/index.ts'
import type { House } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import { dueWhenReceived } from '../rules/settling.ts'
import { assumedCharset } from '../settings.ts'
import { digestsOf, sealBytes } from './bytes.ts'
import { isRace, refuseBroken, type Settled, settleMessage } from './settle-message.ts'
import { insertMessage } from './store.ts'

/**
 * Takes in one message of another system (接收消息) and answers it: its bytes are committed before anything else is done, so
 * nothing that was received is lost, whatever dies in between. Throws when not even that was possible.
 */
export const receiveMessage =
  (house: House) =>
  async (bytes: Buffer, peer: string): Promise<Buffer> => {
    const { value } = await house.settings.at(house.hospital.id, assumedCharset, house.clock.now())
    const inbound = readInbound(bytes, { zone: house.hospital.zone, assumed: value.charset })
    const id = await keep(house, bytes, peer, inbound.header)
    const { answer, woken } = await settleOrRefuse(house, id, inbound)
    await settleWoken(house, woken)
    return answer
  }

async function keep(house: House, bytes: Buffer, peer: string, header: Header): Promise<string> {
  const at = house.clock.now()
  const id = house.ids.next()
  await insertMessage(house.database, {
    hospitalId: house.hospital.id,
    id,
    receivedAt: at,
    dueAt: dueWhenReceived(at),
    peer,
    raw: sealBytes(house.cipher, bytes),
    digests: digestsOf(house.cipher, bytes),
    length: bytes.length,
    charset: header.charset,
    sender: shown([header.sendingApplication, header.sendingFacility].filter(name => name !== '').join(' ')),
    controlId: shown(header.controlId),
    type: shown(header.type),
    trigger: shown(header.trigger),
    processingId: shown(header.processingId),
    hl7Version: shown(header.version),
  })
  return id
}

const LONGEST = 200
// oxlint-disable-next-line no-control-regex -- what a database cannot store and no screen can show
const CONTROL = /[\u0000-\u001f\u007f]/g
const shown = (value: string): string =>
  value.replaceAll(CONTROL, ' ').toWellFormed().slice(0, LONGEST).toWellFormed().trim()

async function settleOrRefuse(house: House, id: string, inbound: Inbound): Promise<Pick<Settled, 'answer' | 'woken'>> {
  try {
    return await settleMessage(house)(id, { inbound, isAsked: true })
  } catch (error) {
    house.log.error({ message: id, ...errorFacts(error) }, 'a message could not be settled')
    const answer = await refuseBroken(house)(id, true, isRace(error) ? 'hl7-record-locked' : 'hl7-failed')
    return { answer, woken: [] }
  }
}

const AT_ONCE = 20

/** Applies what waited for a message that was just applied; what is left over is due, and the sweep takes it. */
export async function settleWoken(house: House, woken: readonly string[]): Promise<void> {
  const waiting = woken.slice(0, AT_ONCE)
  for (const id of waiting)
    try {
      const settled = await settleMessage(house)(id)
      waiting.push(...settled.woken.slice(0, AT_ONCE - waiting.length))
    } catch (error) {
      house.log.error({ message: id, ...errorFacts(error) }, 'a parked message could not be settled')
    }
}
