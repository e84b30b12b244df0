/**
 * A hospital system that is told of bookings (模拟 HL7 接收方): answers each message as one does, and shows it.
 * `node scripts/hl7-receiver.ts [PORT]`, then a line: `AA`, `AE`, `AR` or `silent` says how the next are answered.
 */
import { createInterface } from 'node:readline'
import { simulatedReceiver } from '../tests/support/providers/receiver.ts'

const ANSWERS = ['AA', 'AE', 'AR', 'silent'] as const
const say = (line: string) => process.stdout.write(`${line}\n`)
const receiver = await simulatedReceiver(Number(process.argv[2] ?? 2576), one =>
  say(`${one.trigger} ${one.controlId}\n${one.bytes.toString('utf8').replaceAll('\r', '\n')}`),
)
say(`接收方 receiver: 127.0.0.1:${receiver.port} · ${ANSWERS.join(' · ')}`)

for await (const line of createInterface({ input: process.stdin })) {
  const answer = ANSWERS.find(one => one === line.trim())
  if (answer === undefined) say(ANSWERS.join(' · '))
  else receiver.answer = answer
}
await receiver.close()
