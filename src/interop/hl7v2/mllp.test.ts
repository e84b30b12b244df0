import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { acknowledge } from './acknowledgement.ts'
import { call } from './client.ts'
import { frame } from './framing.ts'
import { headerOf } from './header.ts'
import { parseMessage } from './message.ts'
import { type Listener, type Listening, listen, type Trouble } from './mllp.ts'
import { registration } from './sample.ts'

const clock = { now: () => Temporal.Instant.from('2026-03-05T00:30:01Z') }
const house = { clock, zone: 'Asia/Shanghai', controlId: () => 'PSC1' }
const stamp = { at: clock.now(), zone: house.zone, controlId: 'PSC1' }

const opened: Listener[] = []
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await Promise.all(opened.splice(0).map(listener => listener.close(100)))
})

const accept = async (bytes: Buffer): Promise<Buffer> => acknowledge(headerOf(parseMessage(bytes)), stamp)
const start = async (
  listening: Partial<Listening> = {},
): Promise<{ port: number; troubles: Trouble[]; listener: Listener }> => {
  const troubles: Trouble[] = []
  const listener = await listen({
    port: 0,
    host: '127.0.0.1',
    handle: accept,
    trouble: one => troubles.push(one),
    ...house,
    ...listening,
  })
  opened.push(listener)
  return { port: listener.port, troubles, listener }
}
const message = (id: string): string => registration.replace('HIS20260305000001', id)

/** A sender that writes raw packets and collects what comes back. */
const dial = async (port: number) => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  sockets.push(socket)
  let received = Buffer.alloc(0)
  let ended = false
  socket.on('data', chunk => (received = Buffer.concat([received, chunk])))
  socket.on('close', () => (ended = true))
  socket.on('error', () => {})
  await new Promise<void>(resolve => socket.once('connect', () => resolve()))
  return {
    socket,
    send: (bytes: Buffer | string) => socket.write(bytes),
    hasEnded: () => ended,
    /** MSA-1 and MSA-2 of the answers so far. */
    answers: (): string[] =>
      Array.from(received.toString().matchAll(/MSA\|(\w\w)\|([^|\r]*)/g), ([, code, id]) => `${code} ${id}`),
    text: () => received.toString(),
  }
}
const until = async (holds: () => boolean): Promise<void> => {
  for (let turn = 0; !holds(); turn += 1) {
    if (turn > 400) throw new Error('waited for four seconds')
    await pause(10)
  }
}

describe('messages on a socket', () => {
  test('each is answered in its frame, in order, however it came', async () => {
    const { port } = await start()
    const sender = await dial(port)
    const bytes = frame(Buffer.from(message('1')))
    const half = bytes.indexOf(Buffer.from('张')) + 1
    sender.send(bytes.subarray(0, half))
    await pause(20)
    sender.send(bytes.subarray(half))
    sender.send(
      Buffer.concat([frame(Buffer.from(message('2'))), Buffer.from('noise'), frame(Buffer.from(message('3')))]),
    )
    sender.send(`\u000b${message('4')}\u001c`)
    await until(() => sender.answers().length === 4)
    expect(sender.answers()).toEqual(['AA 1', 'AA 2', 'AA 3', 'AA 4'])
    expect(
      sender
        .text()
        .split('\r\u001c\r')
        .map(answer => answer.slice(0, 5)),
    ).toEqual([...Array(4).fill('\u000bMSH|'), ''])
  })

  test('an answer waits for the one before it, also when that takes longer', async () => {
    const { port } = await start({
      handle: async bytes => {
        if (bytes.includes('|slow|')) await pause(60)
        return accept(bytes)
      },
    })
    const sender = await dial(port)
    sender.send(Buffer.concat(['slow', 'fast'].map(id => frame(Buffer.from(message(id))))))
    await until(() => sender.answers().length === 2)
    expect(sender.answers()).toEqual(['AA slow', 'AA fast'])
  })

  test('a handler that throws is an AE with the control id, and the next message is handled', async () => {
    const { port, troubles } = await start({
      handle: async bytes => {
        if (bytes.includes('|bad|')) throw new Error('张三')
        return accept(bytes)
      },
    })
    const sender = await dial(port)
    sender.send(Buffer.concat(['bad', 'good'].map(id => frame(Buffer.from(message(id))))))
    await until(() => sender.answers().length === 2)
    expect(sender.answers()).toEqual(['AE bad', 'AA good'])
    expect(sender.text()).toContain('207^Application internal error^HL70357')
    expect(sender.text()).not.toContain('张三')
    expect(troubles).toMatchObject([{ kind: 'failed' }])
  })

  test('a message that is too large is refused with its control id, and the next one is read', async () => {
    const { port, troubles } = await start({ largest: 10_000 })
    const sender = await dial(port)
    sender.send(frame(Buffer.from(`${message('big')}\rNTE|1||${'x'.repeat(50_000)}`)))
    sender.send(frame(Buffer.from(message('small'))))
    await until(() => sender.answers().length === 2)
    expect(sender.answers()).toEqual(['AR big', 'AA small'])
    expect(troubles).toMatchObject([{ kind: 'too-large' }])
  })

  test('a sender that ends its half at once is still answered', async () => {
    const { port } = await start({ handle: async bytes => pause(30).then(() => accept(bytes)) })
    const sender = await dial(port)
    sender.socket.end(frame(Buffer.from(message('1'))))
    await until(() => sender.hasEnded())
    expect(sender.answers()).toEqual(['AA 1'])
  })

  test('a sender that vanishes in the middle harms nobody', async () => {
    const { port } = await start({ handle: async bytes => pause(20).then(() => accept(bytes)) })
    const gone = await dial(port)
    gone.send(frame(Buffer.from(message('1'))))
    gone.send('\u000bMSH|^~\\&|half')
    await pause(5)
    gone.socket.resetAndDestroy()
    const other = await dial(port)
    other.send(frame(Buffer.from(message('2'))))
    await until(() => other.answers().length === 1)
    expect(other.answers()).toEqual(['AA 2'])
  })
})

describe('many at a time', () => {
  test('forty senders are each answered in order', async () => {
    const { port } = await start({ handle: async bytes => pause(1).then(() => accept(bytes)) })
    const ids = Array.from({ length: 25 }, (_, index) => String(index))
    const senders = await Promise.all(Array.from({ length: 40 }, () => dial(port)))
    for (const sender of senders) for (const id of ids) sender.send(frame(Buffer.from(message(id))))
    await until(() => senders.every(sender => sender.answers().length === ids.length))
    for (const sender of senders) expect(sender.answers()).toEqual(ids.map(id => `AA ${id}`))
  })

  test('a sender that does not wait is not read while its messages wait', async () => {
    const gate = Promise.withResolvers<void>()
    let handled = 0
    const { port } = await start({
      waiting: 4,
      handle: async bytes => {
        await gate.promise
        handled += 1
        return accept(bytes)
      },
    })
    const sender = await dial(port)
    const bytes = frame(Buffer.from(`${message('1')}\rNTE|1||${'x'.repeat(100_000)}`))
    const count = 200
    for (let sent = 0; sent < count; sent += 1) sender.send(bytes)
    await pause(300)
    // The pipe is full: what the listener does not read stays with the sender.
    expect(sender.socket.writableLength).toBeGreaterThan(count * 100_000 * 0.5)
    gate.resolve()
    await until(() => sender.answers().length === count)
    expect(handled).toBe(count)
  })

  test('more connections than allowed are closed, and said', async () => {
    const { port, troubles } = await start({ connections: 1 })
    const first = await dial(port)
    const second = await dial(port)
    await until(() => second.hasEnded())
    expect(troubles).toMatchObject([{ kind: 'too-many' }])
    first.send(frame(Buffer.from(message('1'))))
    await until(() => first.answers().length === 1)
  })
})

describe('ends', () => {
  test('a connection on which nothing happens is closed, one that is worked for is not', async () => {
    const { port, troubles } = await start({
      idleMilliseconds: 80,
      handle: async bytes => pause(250).then(() => accept(bytes)),
    })
    const idle = await dial(port)
    const busy = await dial(port)
    busy.send(frame(Buffer.from(message('1'))))
    await until(() => idle.hasEnded())
    expect(troubles).toMatchObject([{ kind: 'idle' }])
    await until(() => busy.answers().length === 1)
  })

  test('closing answers what was received, takes nothing more, and frees the port', async () => {
    const { port, listener } = await start({ handle: async bytes => pause(80).then(() => accept(bytes)) })
    const sender = await dial(port)
    sender.send(Buffer.concat(['1', '2'].map(id => frame(Buffer.from(message(id))))))
    await pause(30)
    await listener.close()
    await until(() => sender.hasEnded())
    expect(sender.answers()).toEqual(['AA 1', 'AA 2'])
    await expect(call({ host: '127.0.0.1', port, answerMilliseconds: 100 })).rejects.toThrow('ECONNREFUSED')
  })

  test('closing does not wait for ever', async () => {
    const { port, listener } = await start({ handle: () => new Promise(() => {}) })
    const sender = await dial(port)
    sender.send(frame(Buffer.from(message('1'))))
    await pause(30)
    await listener.close(50)
    await until(() => sender.hasEnded())
    expect(sender.answers()).toEqual([])
  })

  test('a port that is taken is said', async () => {
    const { port } = await start()
    await expect(start({ port })).rejects.toThrow('EADDRINUSE')
  })
})

describe('the calling side', () => {
  test('sends one at a time and gets each answer', async () => {
    const { port } = await start()
    const caller = await call({ host: '127.0.0.1', port, answerMilliseconds: 1000 })
    const answers = await Promise.all(['1', '2', '3'].map(id => caller.send(Buffer.from(message(id)))))
    expect(answers.map(answer => parseMessage(answer).field('MSA', 2).raw)).toEqual(['1', '2', '3'])
    caller.close()
    await expect(caller.send(Buffer.from(message('4')))).rejects.toThrow('ended')
  })

  test('gives up when no answer comes in time', async () => {
    const { port } = await start({ handle: () => new Promise(() => {}) })
    const caller = await call({ host: '127.0.0.1', port, answerMilliseconds: 50 })
    await expect(caller.send(Buffer.from(message('1')))).rejects.toThrow('no answer in time')
  })
})
