import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Change, keepStream } from './stream.ts'

// Node has no window that goes online.
globalThis.addEventListener ??= () => {}

/** A line that the test writes on; what comes is bytes of the house's stream. */
let lines: ServerResponse[] = []
let resumed: (string | undefined)[] = []
let stop: (() => void) | undefined
const server = createServer((request, response) => {
  resumed.push(request.headers['last-event-id'] as string | undefined)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  lines.push(response)
})

beforeEach(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)))
afterEach(async () => {
  stop?.()
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  lines = []
  resumed = []
})

function listen() {
  const heard: string[] = []
  stop = keepStream(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { authorization: 'Link x' }, null, {
    open: sequence => heard.push(`open ${sequence}`),
    change: ({ subject, id, version }: Change, sequence) => heard.push(`${subject} ${id} ${version} at ${sequence}`),
    missed: () => heard.push('missed'),
    down: () => heard.push('down'),
    ended: () => heard.push('ended'),
  })
  return heard
}
const change = (id: string, version: number) =>
  JSON.stringify({ subject: 'ticket', id, version, action: 'ticket.accepted' })

test('changes are heard, split anywhere, between heartbeats', async () => {
  const heard = listen()
  await expect.poll(() => lines.length).toBe(1)
  const bytes = `id: 1:a\nevent: hello\ndata: {}\n\n: beat\n\nid: 2:b\ndata: ${change('陈', 4)}\n\ndata: ${change('p', 1)}\n\n`
  for (const byte of Buffer.from(bytes)) lines[0]?.write(Buffer.of(byte))
  await expect.poll(() => heard).toEqual(['open 1:a', 'ticket 陈 4 at 2:b', 'ticket p 1 at '])
})

test('a broken line comes back by itself, after the last event that was heard', async () => {
  const heard = listen()
  await expect.poll(() => lines.length).toBe(1)
  lines[0]?.write(`id: 1:a\nevent: hello\ndata: {}\n\nid: 2:b\ndata: ${change('t', 4)}\n\nid: 3:c\nda`)
  await expect.poll(() => heard.length).toBe(2)
  lines[0]?.destroy()
  await expect.poll(() => lines.length, { timeout: 5_000 }).toBe(2)
  expect(heard.at(-1)).toBe('down')
  expect(resumed).toEqual([undefined, '2:b'])
  lines[1]?.write('event: reload\ndata: {}\n\n')
  await expect.poll(() => heard.at(-1)).toBe('missed')
})
