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
  close(): Promise<void>
}

let answers = 0

export async function simulatedReceiver(
  port = 0,
  onMessage: (one: SimulatedReceiver['got'][number]) => void = () => undefined,
): Promise<SimulatedReceiver> {
  const got: SimulatedReceiver['got'] = []
  const zone = 'Asia/Shanghai'
  const receiver = { answer: 'AA' as SimulatedReceiver['answer'], got }
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
