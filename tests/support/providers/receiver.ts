import { acknowledge, faultOf, type Listener, listen, parseMessage, readInbound } from '#interop/hl7v2/index.ts'
import { Problem } from '#kernel/problem.ts'
import { systemClock } from '#platform/clock.ts'

/** A hospital system that is told of bookings over MLLP, and answers as one does. */
export interface SimulatedReceiver {
  readonly port: number
  /** What came, in its order: event, MSH-10 and the bytes. */
  readonly got: { readonly trigger: string; readonly controlId: string; readonly bytes: Buffer }[]
  /** How the next messages are answered; `silent` never does. */
  answer: 'AA' | 'AE' | 'AR' | 'silent' | 'other'
  /** Called with how many came so far, before the newest is answered and when its answer is on its way. */
  meanwhile: (count: number, when: 'taken' | 'answered') => void
  close(): Promise<void>
}

let answers = 0

export async function simulatedReceiver(
  port = 0,
  onMessage: (one: SimulatedReceiver['got'][number]) => void = () => undefined,
): Promise<SimulatedReceiver> {
  const got: SimulatedReceiver['got'] = []
  const zone = 'Asia/Shanghai'
  const receiver: Omit<SimulatedReceiver, 'port' | 'close'> = { answer: 'AA', got, meanwhile: () => undefined }
  const listener: Listener = await listen({
    port,
    host: '127.0.0.1',
    zone,
    clock: systemClock,
    controlId: () => String((answers += 1)),
    handle: async bytes => {
      const message = parseMessage(bytes)
      const { header } = readInbound(bytes, { zone, assumed: 'utf-8' })
      const one = { trigger: message.field('MSH', 9).component(2), controlId: header.controlId, bytes }
      got.push(one)
      onMessage(one)
      receiver.meanwhile(got.length, 'taken')
      // The bytes leave in this turn of the loop, and the house has them before it has written anything down.
      setImmediate(count => receiver.meanwhile(count, 'answered'), got.length)
      if (receiver.answer === 'silent') await new Promise<void>(() => undefined)
      const stamp = { at: systemClock.now(), zone, controlId: String((answers += 1)) }
      if (receiver.answer === 'other') return acknowledge({ ...header, controlId: 'ANOTHER' }, stamp)
      if (receiver.answer === 'AA') return acknowledge(header, stamp)
      const code = receiver.answer === 'AR' ? 'hl7-trigger-unsupported' : 'hl7-failed'
      return acknowledge(header, stamp, faultOf(new Problem(code)))
    },
  })
  return Object.assign(receiver, { port: listener.port, close: () => listener.close(10) })
}
