/** The two languages of the house. Chinese is the source. */
export type Language = 'zh' | 'en'

/** One kind of refusal: its HTTP status and what it says, with `{fact}` places, in both languages. */
export interface ProblemKind {
  readonly status: number
  readonly zh: string
  readonly en: string
}
export type Problems = Readonly<Record<string, ProblemKind>>

/**
 * A refusal that the caller is meant to see: it becomes an RFC 9457 problem document.
 * Anything else that is thrown is a bug, and becomes a bare 500.
 * Facts never hold patient data.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>

  constructor(code: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.code = code
    this.facts = facts
  }
}

/** The refusals that every endpoint may answer with. A module adds its own in `problems.ts`. */
export const commonProblems = {
  'invalid-request': {
    status: 422,
    zh: '提交的内容有误，请按提示修改后重试',
    en: 'Some of what was sent is not valid; mend the marked fields and send again',
  },
  'unreadable-request': {
    status: 400,
    zh: '请求的地址或格式无法识别，请检查后重试',
    en: 'Address or form of the request cannot be read; look at it and send again',
  },
  'unreadable-json': {
    status: 422,
    zh: '提交的内容不是完整的 JSON，请检查后重新提交',
    en: 'What was sent is not whole JSON; mend it and send again',
  },
  'not-signed-in': { status: 401, zh: '请先登录', en: 'Please sign in' },
  forbidden: { status: 403, zh: '您的岗位没有这项权限', en: 'Your post does not have this permission' },
  'not-found': { status: 404, zh: '没有找到，可能已被移走，或您无权查看', en: 'Not found, or not yours to see' },
  'stale-version': {
    status: 409,
    zh: '刚刚有人修改过，请看最新内容后再操作',
    en: 'Somebody changed this meanwhile; look at the latest and try again',
  },
  'same-key-other-request': {
    status: 409,
    zh: '这个请求编号已用于另一项操作',
    en: 'This idempotency key was used for another request',
  },
  'too-many-requests': {
    status: 429,
    zh: '操作太频繁，请 {seconds} 秒后再试',
    en: 'Too many requests; try again in {seconds} seconds',
  },
  'too-large': { status: 413, zh: '提交的内容太大', en: 'What was sent is too large' },
  'unsupported-media-type': { status: 415, zh: '请以 JSON 格式提交', en: 'Send JSON' },
  unavailable: {
    status: 503,
    zh: '系统暂时连不上数据库，您的操作没有保存，请稍后重试',
    en: 'The database is out of reach; nothing was saved; try again shortly',
  },
  internal: {
    status: 500,
    zh: '系统出错，您的操作没有保存，请稍后重试',
    en: 'Something broke; nothing was saved; try again shortly',
  },
} as const satisfies Problems

/** The sentence of a problem, its `{fact}` places filled. */
export const problemTitle = (kind: ProblemKind, facts: Readonly<Record<string, unknown>>, language: Language): string =>
  kind[language].replaceAll(/\{(\w+)\}/g, (place, name: string) => (name in facts ? String(facts[name]) : place))
