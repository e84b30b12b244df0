import type { Problems } from '#kernel/problem.ts'

/** What the message log refuses. Why a message itself is refused stands in `hl7v2/problems.ts`. */
export const problems = {
  'message-settled': {
    status: 409,
    zh: '这条消息已处理，不能重放：只有被拒绝、暂存或未处理完的消息可以重放',
    en: 'This message is settled: only one that was refused, is parked or was left unfinished can be replayed',
  },
  'outgoing-settled': {
    status: 409,
    zh: '这条消息还在发送或已被对方接收，不能重发：只有被拒绝或已放弃的消息可以重发',
    en: 'This message is under way or was taken: only one that was refused or given up can be sent again',
  },
  'receiver-name-taken': {
    status: 409,
    zh: '已有同名的接收方，请换一个名称',
    en: 'There is a receiver of that name; choose another one',
  },
  'client-name-taken': {
    status: 409,
    zh: '已有同名的接口账号，请换一个名称',
    en: 'There is a machine account of that name; choose another one',
  },
} as const satisfies Problems
