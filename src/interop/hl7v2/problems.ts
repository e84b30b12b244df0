import type { ProblemKind } from '#kernel/problem.ts'

/** How a refusal is answered: AR for the header, before the content was looked at; AE for the content. */
export type Refusal = 'AE' | 'AR'

/** Message error conditions of HL7 table 0357: code → its words in the standard. */
export const conditions = {
  100: 'Segment sequence error',
  101: 'Required field missing',
  102: 'Data type error',
  103: 'Table value not found',
  200: 'Unsupported message type',
  201: 'Unsupported event code',
  202: 'Unsupported processing id',
  203: 'Unsupported version id',
  204: 'Unknown key identifier',
  205: 'Duplicate key identifier',
  206: 'Application record locked',
  207: 'Application internal error',
} as const
export type Condition = keyof typeof conditions

interface MessageProblem extends ProblemKind {
  readonly condition: Condition
  readonly answer: Refusal
}

/**
 * Why a message is refused (拒收原因). The fact `location` is the place in the message as ERR-2 writes it, `PID^1^3`;
 * no fact ever holds a value of the message.
 */
export const hl7Problems = {
  'hl7-no-header': {
    status: 422,
    condition: 100,
    answer: 'AR',
    zh: '消息不是以 MSH 段开头',
    en: 'The message does not begin with an MSH segment',
  },
  'hl7-header-broken': {
    status: 422,
    condition: 102,
    answer: 'AR',
    zh: 'MSH 段没有给出可用的分隔符',
    en: 'MSH does not give usable separators',
  },
  'hl7-several-messages': {
    status: 422,
    condition: 100,
    answer: 'AR',
    zh: '一帧里有不止一条消息，请一帧一条发送',
    en: 'One frame holds more than one message; send one message in each frame',
  },
  'hl7-charset-unknown': {
    status: 422,
    condition: 103,
    answer: 'AR',
    zh: '不支持 MSH-18 声明的字符集',
    en: 'The character set named in MSH-18 is not supported',
  },
  'hl7-header-incomplete': {
    status: 422,
    condition: 101,
    answer: 'AR',
    zh: '消息头缺少必填字段 {location}',
    en: '{location} is required in the header',
  },
  'hl7-type-unsupported': {
    status: 422,
    condition: 200,
    answer: 'AR',
    zh: '本院接口不接收这种类型的消息',
    en: 'Messages of this type are not taken here',
  },
  'hl7-trigger-unsupported': {
    status: 422,
    condition: 201,
    answer: 'AR',
    zh: '本院接口不接收这种事件的消息',
    en: 'Messages of this event are not taken here',
  },
  'hl7-version-unsupported': {
    status: 422,
    condition: 203,
    answer: 'AR',
    zh: '只接收 HL7 2.x 版本的消息',
    en: 'Only messages of HL7 version 2 are taken here',
  },
  'hl7-segment-missing': {
    status: 422,
    condition: 100,
    answer: 'AE',
    zh: '消息缺少 {location} 段',
    en: 'The message has no {location} segment',
  },
  'hl7-field-missing': {
    status: 422,
    condition: 101,
    answer: 'AE',
    zh: '消息缺少必填字段 {location}',
    en: '{location} is required',
  },
  'hl7-value-invalid': {
    status: 422,
    condition: 102,
    answer: 'AE',
    zh: '字段 {location} 的内容无法识别',
    en: '{location} cannot be read',
  },
  'hl7-patient-unknown': {
    status: 422,
    condition: 204,
    answer: 'AE',
    zh: '没有找到 {location} 所指的患者或就诊',
    en: 'The patient or visit that {location} names is not known',
  },
  'hl7-patient-ambiguous': {
    status: 422,
    condition: 205,
    answer: 'AE',
    zh: '{location} 的标识分属不同患者，需人工核对',
    en: 'The identifiers of {location} belong to different patients',
  },
  'hl7-resource-unknown': {
    status: 422,
    condition: 204,
    answer: 'AE',
    zh: '没有找到 {location} 所指的医生',
    en: 'The doctor that {location} names is not known here',
  },
  'hl7-slot-unknown': {
    status: 422,
    condition: 204,
    answer: 'AE',
    zh: '{location} 的时间没有该医生或科室的号源',
    en: 'There is no slot of that doctor or department at the time in {location}',
  },
  'hl7-slot-full': {
    status: 409,
    condition: 207,
    answer: 'AE',
    zh: '{location} 的时段已约满，没有占到号源',
    en: 'The slot in {location} is full; no place was taken',
  },
  'hl7-slot-closed': {
    status: 409,
    condition: 207,
    answer: 'AE',
    zh: '{location} 的时段已开始或尚未放号，没有占到号源',
    en: 'The slot in {location} has begun, or is not given out yet; no place was taken',
  },
  'hl7-booked-already': {
    status: 409,
    condition: 205,
    answer: 'AE',
    zh: '该患者在这个科室的同一半天已有预约',
    en: 'The patient has a booking of this department and half-day already',
  },
  'hl7-booking-state': {
    status: 409,
    condition: 207,
    answer: 'AE',
    zh: '{location} 所指的预约当前状态不允许这种变更',
    en: 'The booking that {location} names cannot change so in its present state',
  },
  'hl7-block-in-part': {
    status: 422,
    condition: 102,
    answer: 'AE',
    zh: '{location} 的时间只占一次出诊的一部分；停诊和恢复以整次出诊为单位',
    en: 'The time in {location} is part of a session; sessions are stopped and opened whole',
  },
  'hl7-record-locked': {
    status: 409,
    condition: 206,
    answer: 'AE',
    zh: '患者档案正被占用，请稍后重发',
    en: 'The record is in use; send the message again shortly',
  },
  'hl7-too-large': {
    status: 413,
    condition: 207,
    answer: 'AR',
    zh: '消息太大，接口没有接收',
    en: 'The message is larger than this interface takes',
  },
  'hl7-failed': {
    status: 500,
    condition: 207,
    answer: 'AE',
    zh: '系统出错，消息没有处理，请重发',
    en: 'Something broke here and the message was not applied; send it again',
  },
} as const satisfies Readonly<Record<string, MessageProblem>>
export type Hl7ProblemCode = keyof typeof hl7Problems

/** Is `code` one of the refusals of this interface? */
export const isHl7Problem = (code: string): code is Hl7ProblemCode => Object.hasOwn(hl7Problems, code)
