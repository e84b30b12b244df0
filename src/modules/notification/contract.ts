import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'

const id = z.uuid()
const params = { id }
const version = z.int().min(0).max(1_000_000_000)
const after = z.uuid().optional()

export const MessageState = z
  .enum(['queued', 'held', 'sending', 'sent', 'delivered', 'failed', 'unknown'])
  .meta({ id: 'MessageState', description: '消息状态' })
export const Channel = z.enum(['sms', 'wechat', 'robot', 'screen']).meta({ id: 'MessageChannel', description: '渠道' })
export const DeliveryState = z.enum(['sending', 'sent', 'delivered', 'failed', 'unknown', 'throttled'])
const TextChannel = z.enum(['sms', 'wechat', 'robot'])
const Language = z.enum(['zh', 'en'])

/** A message as a list shows it: masked, without its words. */
export const MessageRow = z
  .strictObject({
    id,
    template: z.string(),
    title: z.strictObject({ zh: z.string(), en: z.string() }),
    recipientMasked: z.string(),
    toKind: z.enum(['patient', 'person', 'number']),
    about: z.strictObject({ kind: z.string(), id }),
    state: MessageState,
    /** The channel of the newest try, or that the next one goes by. */
    channel: Channel.nullable(),
    /** What the provider said to the newest try, or why there was none. */
    code: z.string().nullable(),
    urgent: z.boolean(),
    madeAt: instant,
    dueAt: instant.nullable(),
    answerBy: instant.nullable(),
    answeredAt: instant.nullable(),
    resent: z.boolean(),
  })
  .meta({ id: 'MessageRow', description: '消息' })

export const Delivery = z
  .strictObject({
    id,
    messageId: id,
    channel: Channel,
    state: DeliveryState,
    addressMasked: z.string(),
    code: z.string().nullable(),
    templateVersion: version,
    claimedAt: instant,
    sentAt: instant.nullable(),
    settledAt: instant.nullable(),
  })
  .meta({ id: 'Delivery', description: '投递' })

export const MessageDetail = MessageRow.extend({
  version,
  language: Language,
  /** As the recipient reads it. */
  words: z.string(),
  link: z.string().nullable(),
  route: z.array(z.strictObject({ channel: Channel, addressMasked: z.string() })),
  deliveries: z.array(Delivery),
  resendOf: id.nullable(),
  resentAs: id.nullable(),
  mayResend: z.boolean(),
}).meta({ id: 'MessageDetail' })

export const listMessages = get('/api/messages', {
  id: 'message.list',
  summary: 'Messages, the newest first, by state and day (投递记录)',
  access: 'message:read',
  query: z.strictObject({
    state: MessageState.optional(),
    day: day.optional(),
    about: id.optional(),
    after,
  }),
  returns: z.strictObject({ items: z.array(MessageRow), next: z.string().nullable() }),
})
export const openMessage = get('/api/messages/:id', {
  id: 'message.open',
  summary: 'One message as its recipient reads it, and every try to deliver it',
  access: 'message:read',
  params,
  returns: MessageDetail,
})
export const resendMessage = post('/api/messages/:id/resend', {
  id: 'message.resend',
  summary: 'Send a message once more, as a new one, for a reason (重发)',
  access: 'message:work',
  params,
  body: z.strictObject({ reason: text(200, 2) }),
  returns: z.strictObject({ id }),
  problems: ['message-not-resendable', 'message-resent'],
})
export const unmaskRecipient = post('/api/messages/:id/recipient', {
  id: 'message.unmask-recipient',
  summary: 'The whole numbers of a recipient, to tell the message by phone (查看号码)',
  access: 'message:work',
  params,
  body: z.strictObject({ reason: text(200, 2) }),
  returns: z.strictObject({ numbers: z.array(z.string()) }),
})

export const messageFigures = get('/api/message-figures', {
  id: 'message.figures',
  summary: 'How the channels did, by state, over some days; each figure has its rows (渠道统计)',
  access: 'message:read',
  query: z.strictObject({ from: day, to: day }),
  returns: z.strictObject({
    channels: z.array(
      z.strictObject({
        channel: Channel,
        sending: z.int(),
        sent: z.int(),
        delivered: z.int(),
        failed: z.int(),
        unknown: z.int(),
        throttled: z.int(),
      }),
    ),
    openTasks: z.int(),
    held: z.int(),
  }),
})
export const listDeliveries = get('/api/message-deliveries', {
  id: 'message.deliveries',
  summary: 'The rows behind a figure: tries of a channel in a state',
  access: 'message:read',
  query: z.strictObject({ from: day, to: day, channel: Channel, state: DeliveryState, after }),
  returns: z.strictObject({
    items: z.array(Delivery.extend({ recipientMasked: z.string(), template: z.string() })),
    next: z.string().nullable(),
  }),
})

export const Task = z
  .strictObject({
    id,
    version,
    messageId: id,
    template: z.string(),
    title: z.strictObject({ zh: z.string(), en: z.string() }),
    recipientMasked: z.string(),
    toKind: z.enum(['patient', 'person', 'number']),
    patientId: id.nullable(),
    about: z.strictObject({ kind: z.string(), id }),
    because: z.enum(['no-address', 'undelivered', 'unknown', 'restored', 'by-phone']),
    code: z.string().nullable(),
    urgent: z.boolean(),
    /** May the patient be called at all? Deaf, or not to be called: another way must be found. */
    mayCall: z.boolean(),
    madeAt: instant,
    attempts: z.int(),
    /** Until when it is of use: an offer ends. */
    dueAt: instant.nullable(),
    doneAt: instant.nullable(),
    doneBy: z.string().nullable(),
    outcome: z.enum(['told', 'told-family', 'not-needed', 'given-up']).nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'MessageTask', description: '电话告知' })
export const listTasks = get('/api/message-tasks', {
  id: 'message.tasks',
  summary: 'What no channel could deliver, for a person to tell (电话告知)',
  access: 'message:work',
  query: z.strictObject({ done: z.enum(['yes', 'no']).optional(), after }),
  returns: z.strictObject({ items: z.array(Task), next: z.string().nullable() }),
})
export const finishTask = post('/api/message-tasks/:id/outcome', {
  id: 'message.finish-task',
  summary: 'What came of telling it; no answer counts a try and leaves it open',
  access: 'message:work',
  params,
  body: z.strictObject({
    version,
    outcome: z.enum(['told', 'told-family', 'not-needed', 'given-up', 'no-answer']),
    note: text(300).nullable().default(null),
  }),
  returns: z.strictObject({ id, version, attempts: z.int(), done: z.boolean() }),
  problems: ['stale-version', 'task-done', 'task-wants-note'],
})

export const Content = z
  .strictObject({
    text: text(1000, 0),
    providerCode: text(80)
      .regex(/^[\w-]+$/)
      .nullable(),
    fields: z.array(z.strictObject({ name: text(40).regex(/^[a-z_]+\d*$/), text: text(100) })).max(12),
  })
  .meta({ id: 'MessageContent', description: '模板内容' })
export const Template = z
  .strictObject({
    code: z.string(),
    title: z.strictObject({ zh: z.string(), en: z.string() }),
    to: z.enum(['patient', 'staff']),
    values: z.array(z.strictObject({ name: z.string(), most: z.int() })),
    language: Language,
    channel: TextChannel,
    /** What holds now. */
    version,
    content: Content,
    draft: z
      .strictObject({ version, content: Content, author: z.string(), writtenAt: instant, mine: z.boolean() })
      .nullable(),
  })
  .meta({ id: 'MessageTemplate', description: '消息模板' })
const templateParams = {
  code: text(60).regex(/^[a-z][a-z0-9.-]*$/),
  language: Language,
  channel: TextChannel,
}
export const listTemplates = get('/api/message-templates', {
  id: 'message.templates',
  summary: 'The texts of all kinds of messages, by language and channel (消息模板)',
  access: 'message:read',
  returns: z.strictObject({ items: z.array(Template) }),
})
export const previewTemplate = post('/api/message-templates/:code/:language/:channel/preview', {
  id: 'message.preview-template',
  summary: 'How a text would look, how many parts an SMS has, and what must be mended',
  access: 'message:read',
  params: templateParams,
  body: Content,
  returns: z.strictObject({
    words: z.string(),
    characters: z.int(),
    segments: z.int(),
    findings: z.array(
      z.strictObject({
        at: z.string(),
        code: z.string(),
        facts: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  }),
})
export const writeTemplate = put('/api/message-templates/:code/:language/:channel', {
  id: 'message.write-template',
  summary: 'Write a draft of a text; it holds when somebody else approves it',
  access: 'message:write',
  params: templateParams,
  body: Content,
  returns: Template,
  problems: ['template-unknown', 'template-invalid'],
})
export const decideTemplate = post('/api/message-templates/:code/:language/:channel/decide', {
  id: 'message.decide-template',
  summary: 'Approve a draft that somebody else wrote, or withdraw one (审核模板)',
  access: 'message:write',
  params: templateParams,
  body: z.strictObject({ version, approve: z.boolean() }),
  returns: Template,
  problems: ['template-own-draft', 'template-invalid', 'stale-version'],
})

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const url = z.url({ protocol: /^https?$/ }).max(200)

/** How messages go out (消息规则). */
export const Policy = z
  .strictObject({
    /** What is not urgent is held from, to (hospital time). */
    quietHours: z.strictObject({ from: clockTime, to: clockTime }),
    order: z.array(z.enum(['wechat', 'sms'])).max(2),
    /** So many of a patient's numbers are tried. */
    numbersAtMost: z.int().min(1).max(5),
    /** So many texts one number gets in a day, over all kinds. */
    perNumberPerDay: z.int().min(1).max(50),
    /** After so long a message that is still `sending` is unknown: the process that sent it died. */
    sendingMinutes: z.int().min(1).max(60),
    /** When a provider is asked what became of an unknown message. */
    askAfterMinutes: z.array(z.int().min(1).max(1440)).min(1).max(6),
    /** When a provider is asked for a receipt that did not come. */
    receiptAfterMinutes: z.array(z.int().min(1).max(4320)).max(6),
    /** How long a throttled message waits, try by try; after the last the next channel is taken. */
    throttledMinutes: z.array(z.int().min(1).max(1440)).min(1).max(10),
    /** A call to a provider takes no longer (seconds of the machine). */
    callSeconds: z.number().min(0.1).max(30),
    /** How long a short link in a message opens something. */
    linkDays: z.int().min(1).max(90),
    /** Words that no text to a patient holds. */
    sensitiveWords: z.array(text(20)).max(200),
    /** Calls to one group robot in a minute. */
    robotPerMinute: z.int().min(1).max(20),
  })
  .meta({ id: 'MessagePolicy', description: '消息规则' })

/** Which channels are set up, and where (消息渠道); their keys are kept apart. */
export const Channels = z
  .strictObject({
    /** The message centre stands in for what is not set up. */
    screen: z.boolean(),
    sms: z.strictObject({ on: z.boolean(), endpoint: url, accessKeyId: text(100, 0), signName: text(30, 0) }),
    wechat: z.strictObject({ on: z.boolean(), endpoint: url, appId: text(60, 0) }),
    robot: z.strictObject({
      on: z.boolean(),
      endpoint: url,
      /** Groups, each with its robot; one without units is for all others. */
      groups: z
        .array(
          z.strictObject({
            code: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/),
            name: text(30),
            units: z.array(id).max(200),
          }),
        )
        .max(50),
    }),
  })
  .meta({ id: 'MessageChannels', description: '消息渠道' })

const Settings = z
  .strictObject({
    policy: z.strictObject({ version, value: Policy }),
    channels: z.strictObject({ version, value: Channels }),
    /** The keys that the channels want: their names, and whether they are set; never what they are. */
    secrets: z.array(z.strictObject({ name: z.string(), setAt: instant.nullable() })),
    /** Where the SMS provider sends its receipts; its key stands behind it. */
    receiptsUrl: z.string(),
  })
  .meta({ id: 'MessageSettings', description: '渠道与规则' })
export const readSettings = get('/api/message-settings', {
  id: 'message.settings',
  summary: 'Channels, rules, and which keys are set',
  access: 'setting:read',
  returns: Settings,
})
export const setPolicy = put('/api/message-settings/policy', {
  id: 'message.set-policy',
  summary: 'Write the next version of the rules: quiet hours, order, limits (消息规则)',
  access: 'setting:write',
  body: z.strictObject({ version, value: Policy }),
  returns: Settings,
  problems: ['stale-version'],
})
export const setChannels = put('/api/message-settings/channels', {
  id: 'message.set-channels',
  summary: 'Write the next version of the channels (消息渠道)',
  access: 'setting:write',
  body: z.strictObject({ version, value: Channels }),
  returns: Settings,
  problems: ['stale-version'],
})
export const setSecret = put('/api/message-settings/secrets/:name', {
  id: 'message.set-secret',
  summary: 'Set a provider’s key; no endpoint gives one back (渠道密钥)',
  access: 'setting:write',
  params: { name: text(60).regex(/^[a-z][a-z0-9.-]*$/) },
  body: z.strictObject({ value: text(300, 8) }),
  returns: Settings,
  problems: ['secret-unknown'],
})

export const takeReceipts = post('/api/providers/sms/receipts', {
  id: 'message.take-receipts',
  summary: 'Receipts that the SMS provider pushes; its key stands in the address (短信回执)',
  access: 'public',
  query: z.strictObject({ key: text(300) }),
  // A provider may add fields of its own: they are passed over.
  body: z
    .array(
      z.object({
        phone_number: text(20),
        success: z.boolean(),
        err_code: text(80, 0).optional(),
        biz_id: text(80),
        out_id: text(80, 0).optional(),
      }),
    )
    .max(1000),
  returns: z.strictObject({ code: z.literal(0), msg: z.string() }),
  problems: ['receipt-key-wrong'],
  callsPerMinute: 600,
  bodyLimit: 1024 * 1024,
})

export const openLink = post('/api/links', {
  id: 'message.open-link',
  summary: 'What the short code of a message opens: the token of its link (短链接)',
  access: 'public',
  body: z.strictObject({ code: text(20).regex(/^[2-9A-HJ-NP-Z]{12}$/) }),
  returns: z.strictObject({ token: z.string() }),
  problems: ['link-ended'],
  callsPerMinute: 30,
})
