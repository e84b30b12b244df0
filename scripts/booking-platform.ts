/**
 * A city's booking platform for demonstrations (模拟外部预约平台): takes the slots that the house tells it, shows them, books and cancels.
 * `node scripts/booking-platform.ts [KEY] [PORT] [HOSPITAL]`, then lines: `list`, `book SLOT 姓名 电话`, `cancel NUMBER`, `break`, `mend`.
 */
import { createInterface } from 'node:readline'
import { bookingPlatform } from '../tests/support/providers/booking-platform.ts'

const [key = 'demo-platform-key', port = '8090', hospital = 'http://localhost:8080'] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)
const platform = await bookingPlatform(key, { port: Number(port) })
say(`外部平台 platform: ${platform.url} · 密钥 key: ${key} · 医院 hospital: ${hospital}`)

let people = 0
const acts: Readonly<Record<string, (words: readonly string[]) => Promise<void> | void>> = {
  list() {
    for (const one of platform.slots.values())
      say(
        `${one.slot} ${one.startsAt} ${one.department.name} ${one.doctor.name} ${one.status} ${one.free}/${one.capacity}`,
      )
  },
  async book([slot = '', name = '平台患者', phone = '13800138000']) {
    people += 1
    const patient = { number: `P${people}`, name, phone, residentId: null, sex: 'unknown', birthDate: null } as const
    const { status, body } = await platform.book(hospital, slot, patient)
    say(`${status} ${JSON.stringify(body)}`)
  },
  async cancel([number = '']) {
    const { status, body } = await platform.cancel(hospital, number, '患者在平台取消')
    say(`${status} ${JSON.stringify(body)}`)
  },
  break: () => platform.be('broken'),
  mend: () => platform.be('well'),
}

for await (const line of createInterface({ input: process.stdin })) {
  const [act = '', ...words] = line.trim().split(/\s+/)
  const run = acts[act]
  if (run === undefined) say(Object.keys(acts).join(' · '))
  else await run(words)
}
await platform.close()
