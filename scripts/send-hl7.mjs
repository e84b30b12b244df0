// A patient arrives: sends an ADT^A04 as the hospital's HIS would, over MLLP, and prints the acknowledgement.
// node scripts/send-hl7.mjs [port] — any Node from 20 on, nothing installed.
import { connect } from 'node:net'
import process from 'node:process'

const port = Number(process.argv[2] ?? process.env.MLLP_PORT ?? 2575)
const [START, END] = ['\x0b', '\x1c\r']
const PATIENCE = 10_000

/** 20261121093000+0800: now, at the hospital's clock. */
function stamp() {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).formatToParts()
  const part = type => parts.find(one => one.type === type).value
  return `${['year', 'month', 'day', 'hour', 'minute', 'second'].map(part).join('')}+0800`
}

/** 陈秀英, 78, comes to the neurologist; nobody of that name and number exists. */
function registration() {
  const now = stamp()
  const id = `DEMO${Date.now()}`
  return [
    `MSH|^~\\&|HIS|DEMO|YIGUANJIA|DEMO|${now}||ADT^A04^ADT_A01|${id}|P|2.5.1|||AL|NE|CHN|UNICODE UTF-8`,
    `EVN|A04|${now}`,
    'PID|1||P90000001^^^HIS^PI||陈^秀英^^^^^L||19480312|F|||示范市书院街 8 号||^PRN^CP^^86^^13800138000',
    `PV1|1|O|SNK^B305||||||||||||||||V${id}^^^HIS^VN${'|'.repeat(25)}${now}`,
    '',
  ].join('\r')
}

const socket = connect({ host: process.env.MLLP_HOST ?? 'localhost', port })
const fail = reason => {
  console.error(reason)
  process.exit(1)
}
socket.setTimeout(PATIENCE, () => fail(`端口 ${port} 没有应答 · Port ${port} does not answer`))
socket.on('error', error =>
  fail(`连不上端口 ${port}，请先运行 npm start · Port ${port} is out of reach (${error.code}); run npm start first`),
)
socket.on('connect', () => socket.write(START + registration() + END))

let answer = ''
socket.setEncoding('utf8').on('data', text => {
  answer += text
  if (!answer.includes(END)) return
  const acknowledgement = answer.split('\r').find(line => line.startsWith('MSA|')) ?? answer
  console.log(acknowledgement)
  socket.end()
  process.exitCode = acknowledgement.startsWith('MSA|AA') ? 0 : 1
})
