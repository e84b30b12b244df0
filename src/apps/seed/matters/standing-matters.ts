import type { Instant } from '#kernel/time.ts'
import { randomFrom } from '../random.ts'
import { requests, said, someSlots } from '../requests/index.ts'
import type { Act, Cast, Matter } from './act.ts'
import { signature } from './signature.ts'
import {
  ATTEMPTS,
  DECLINES,
  DISAGREES,
  FROM_DUTY,
  KEPT_ON,
  MEETING_PLACES,
  NOTES,
  RECLASSIFIED,
  REOPENS,
  REPLIES,
} from './words.ts'

/** Minutes before now, and what was done then. */
type Done = readonly [ago: number, act: Act]

/** One matter that is open when the demo begins: which request of which item, whose, and what was done so far. */
interface Open {
  readonly ago: number
  readonly item: string
  readonly request?: number
  /** The number of the position that took it. */
  readonly by: number
  readonly done: readonly Done[]
}

const LIN = 4
const MEI = 5

const accept = (ago: number, part = 0): Done => [ago, { do: 'accept', part }]
const tell = (ago: number, text: string, part: number | null = 0): Done => [
  ago,
  { do: 'progress', part, text, tellPatient: true },
]
const reply = (ago: number, n = 0): Done => [ago, { do: 'reply', text: REPLIES[n] ?? REPLIES[0] }]
const finish = (ago: number, result: string, part = 0): Done => [
  ago,
  { do: 'finish', part, result, evidence: '办理记录', minutes: 12 },
]
const promise = (ago: number, minutes: number, text: string): Done => [ago, { do: 'promise', text, minutes }]
const classify = (ago: number): Done => [
  ago,
  { do: 'classify', difficulty: ['investigation'], reason: RECLASSIFIED[0] },
]

/** In every state that a matter can stand in, near its limits and beyond them. */
const OPEN: readonly Open[] = [
  { ago: 3, item: 'SVC-08', by: LIN, done: [] },
  { ago: 24, item: 'SVC-09', by: MEI, done: [] },
  { ago: 43, item: 'SVC-17', request: 2, by: 7, done: [[38, { do: 'note', text: NOTES[0] }]] },
  { ago: 74, item: 'SVC-16', by: 1, done: [reply(52)] },
  { ago: 26, item: 'SVC-13', by: LIN, done: [[14, { do: 'decline', part: 0, reason: DECLINES[1] }]] },
  {
    ago: 33,
    item: 'SVC-18',
    request: 2,
    by: 3,
    done: [[21, { do: 'hand-on', part: 0, to: 'CWK', reason: '票据问题，请财务科先核对' }]],
  },
  { ago: 48, item: 'SVC-11', by: LIN, done: [accept(41)] },
  {
    ago: 108,
    item: 'SVC-05',
    by: LIN,
    done: [accept(92), tell(70, '已查询近两周号源，正在与科室确认。'), reply(40, 1)],
  },
  {
    ago: 205,
    item: 'SVC-03',
    request: 2,
    by: LIN,
    done: [
      accept(196),
      accept(187, 1),
      tell(150, '信息科已调取自助机交易日志。'),
      finish(64, '已核对到一笔重复扣款，日志已转财务。'),
      reply(30, 2),
    ],
  },
  {
    ago: 96,
    item: 'SVC-16',
    request: 1,
    by: MEI,
    done: [
      accept(88),
      [61, { do: 'wait', reason: '缺少授权委托书，等申请人补交', evidence: '已发送委托书样本与一次性告知单' }],
    ],
  },
  {
    ago: 60 * 20,
    item: 'SVC-18',
    by: LIN,
    done: [
      accept(60 * 20 - 12),
      tell(60 * 17, '已出具材料清单，正在向科室补要诊断证明。'),
      [60 * 16, { do: 'wait', reason: '请把异地医保备案凭证寄来', evidence: '已电话告知，患者答应快递寄出' }],
    ],
  },
  {
    ago: 190,
    item: 'SVC-03',
    request: 1,
    by: LIN,
    done: [
      accept(181),
      accept(176, 1),
      accept(168, 2),
      tell(140, '病区已重新开具证明并扫描上传。', 2),
      [95, { do: 'meet', units: ['CWK', 'YBK', 'PWK'], place: MEETING_PLACES[0], minutes: 130 }],
      [88, { do: 'answer-meeting', part: 0, takesPart: true, reason: null }],
      [71, { do: 'answer-meeting', part: 2, takesPart: true, reason: null }],
    ],
  },
  {
    ago: 60 * 8,
    item: 'SVC-14',
    by: MEI,
    done: [
      accept(60 * 8 - 9),
      accept(60 * 8 - 15, 1),
      accept(60 * 8 - 21, 2),
      [60 * 7, { do: 'meet', units: ['YWK', 'ZLK', 'FSK'], place: MEETING_PLACES[1], minutes: 45 }],
      [60 * 6 + 40, { do: 'answer-meeting', part: 1, takesPart: true, reason: null }],
      [60 * 6 + 35, { do: 'answer-meeting', part: 2, takesPart: false, reason: '急诊检查较多，以书面意见参加' }],
      [
        60 * 5 + 30,
        {
          do: 'decide-meeting',
          words: '会诊定在下周二下午，由医务科通知患者并准备资料。',
          responsible: 'YWK',
          minutes: 60 * 9,
        },
      ],
      finish(200, '影像资料已调阅完毕并上传会诊平台。', 2),
    ],
  },
  {
    ago: 84,
    item: 'SVC-07',
    request: 2,
    by: LIN,
    done: [accept(76), promise(60, 85, '半小时内把入院须知发到手机上'), reply(58)],
  },
  {
    ago: 60 * 5,
    item: 'SVC-07',
    by: MEI,
    done: [
      accept(60 * 5 - 14),
      promise(60 * 4, 60 * 6, '今天内告知床位安排'),
      tell(170, '病区答复：预计明后天有一张床位。'),
    ],
  },
  {
    ago: 60 * 6 + 20,
    item: 'SVC-04',
    by: LIN,
    done: [
      accept(60 * 6 + 9),
      promise(60 * 6, 60 * 6 + 150, '今天内给出初步处理方案'),
      tell(60 * 4, '投诉处理人员已到现场了解情况，先向患者致歉。'),
    ],
  },
  {
    ago: 60 * 9,
    item: 'SVC-17',
    request: 1,
    by: 9,
    done: [
      accept(60 * 9 - 11),
      accept(60 * 9 - 26, 1),
      promise(60 * 8, 60 * 7 + 20, '下午答复是否重复收费'),
      tell(60 * 6, '检验科核对确有一项重复录入。', 1),
      finish(60 * 5, '确认为重复录入，已更正。', 1),
    ],
  },
  { ago: 62, item: 'SVC-12', by: LIN, done: [accept(57), finish(19, '物品已归还，已消毒检查。')] },
  {
    ago: 60 * 4,
    item: 'SVC-06',
    by: MEI,
    done: [
      accept(60 * 4 - 8),
      finish(60 * 3, '已约好就诊与检查，回执已发回转诊机构。'),
      [70, { do: 'attempt', note: ATTEMPTS[0] }],
    ],
  },
  {
    ago: 60 * 27,
    item: 'SVC-20',
    by: 10,
    done: [
      accept(60 * 27 - 9),
      finish(60 * 26, '已告知换药与观察要点，并预约复诊。'),
      [60 * 22, { do: 'attempt', note: ATTEMPTS[1] }],
      [60 * 3, { do: 'attempt', note: ATTEMPTS[2] }],
    ],
  },
  {
    ago: 100,
    item: 'SVC-10',
    by: 2,
    done: [
      accept(93),
      finish(66, '未能提前，已说明原因并安排休息与饮食。'),
      [41, { do: 'disagree', reason: DISAGREES[0] }],
    ],
  },
  {
    ago: 60 * 50,
    item: 'SVC-17',
    request: 3,
    by: LIN,
    done: [
      accept(60 * 50 - 8),
      finish(60 * 49, '余额已原路退回，预计三日内到账。'),
      [60 * 48 + 30, { do: 'confirm', way: 'signature', signature: signature(randomFrom('reopened')) }],
      [35, { do: 'reopen', reason: REOPENS[1] }],
      accept(22, 1),
    ],
  },
  {
    ago: 60 * 21,
    item: 'SVC-03',
    request: 3,
    by: 6,
    done: [
      accept(60 * 21 - 6),
      accept(60 * 21 - 14, 1),
      classify(60 * 20),
      tell(60 * 12, '后勤已到现场检修，需要更换配件，正在采购。'),
      finish(60 * 10, '护理部已放置防滑提示并加强巡视。', 1),
      reply(60 * 9, 2),
    ],
  },
  {
    ago: 60 * 28,
    item: 'SVC-04',
    request: 1,
    by: MEI,
    done: [
      accept(60 * 28 - 17),
      tell(60 * 25, '已调取窗口叫号记录并联系相关科室说明情况。'),
      reply(60 * 20),
      [60 * 2, { do: 'question', part: 0, text: '叫号记录缺少下午的部分，能否请信息科补充？' }],
    ],
  },
  {
    ago: 150,
    item: 'SVC-18',
    request: 1,
    by: LIN,
    done: [accept(141), tell(118, '医保科已联系经办机构核实缺项。'), [12, { do: 'offer', to: 'MEI', note: KEPT_ON }]],
  },
  {
    ago: 170,
    item: 'SVC-09',
    request: 1,
    by: 1,
    done: [
      accept(163),
      classify(80),
      [78, { do: 'reply', text: '需要查阅既往手术资料，请您稍候，今天给您答复。' }],
      [31, { do: 'note', text: FROM_DUTY }],
    ],
  },
]

/** The matters that stand open when the demo begins (开机时的在办工单): some thirty, whatever the hour. */
export function standingMatters(cast: Cast, now: Instant): readonly Matter[] {
  const second = now.round({ smallestUnit: 'second', roundingMode: 'floor' })
  return OPEN.map((open, n) => {
    const random = randomFrom(`standing ${n}`)
    const request = requests.filter(one => one.item === open.item)[open.request ?? 0]
    const owner = cast.desk[open.by - 1] ?? cast.desk[0]
    if (request === undefined || owner === undefined) throw new Error(`standing matter ${n} lacks its request or owner`)
    const slots = someSlots(random)
    const openedAt = second.subtract({ minutes: open.ago, seconds: random.whole(1, 50) })
    const named = (act: Act): Act => (act.do === 'offer' ? { ...act, to: cast.desk[MEI - 1]?.id ?? owner.id } : act)
    return {
      openedAt,
      request,
      description: said(random.pick(request.says), slots),
      patient: 3 + n * 11,
      relation: n % 3 === 0 ? '子女' : '本人',
      ownerId: owner.id,
      position: owner.position,
      channel: cast.ownersAt(openedAt).some(one => one.id === owner.id) ? 'desk' : 'hotline',
      contactWay: 'phone',
      steps: open.done.map(([ago, act]) => ({
        at: second.subtract({ minutes: ago, seconds: random.whole(0, 50) }),
        act: named(act),
      })),
    }
  })
}
