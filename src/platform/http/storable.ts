import type { FastifyInstance } from 'fastify'
import { Problem } from '#kernel/problem.ts'
import { languageOf } from '#platform/http/problem-json.ts'

/** Deeper than anything that is asked for; whoever reads it recursively is safe. */
const DEEPEST = 40

const WORDS = {
  text: {
    zh: '含有无法识别的字符，请以 UTF-8 编码重新输入',
    en: 'holds characters that cannot be read; write them anew, in UTF-8',
  },
  depth: { zh: '内容嵌套太深，请简化后重新提交', en: 'is nested too deeply; send it flatter' },
}

interface Fault {
  readonly pointer: string
  readonly what: keyof typeof WORDS
}

/** `\ufffd` is what became of bytes in another encoding than UTF-8: kept, nobody would know any more what they were. */
const isStorable = (text: string): boolean =>
  !text.includes('\u0000') && !text.includes('\ufffd') && text.isWellFormed()

/**
 * What PostgreSQL could not keep of what was sent, or only as rubbish: NUL, half a character, text that was no UTF-8, a value in a value
 * without end. Names count as values do. It goes no deeper than it allows, so it needs no more room than the deepest.
 */
export function unstorable(sent: unknown, pointer: string, depth = 0): Fault | null {
  if (typeof sent === 'string') return isStorable(sent) ? null : { pointer, what: 'text' }
  // The bytes of a file are read by whoever takes files.
  if (typeof sent !== 'object' || sent === null || ArrayBuffer.isView(sent)) return null
  if (depth === DEEPEST) return { pointer: '', what: 'depth' }
  for (const name of Array.isArray(sent) ? sent.keys() : Object.keys(sent)) {
    if (typeof name === 'string' && !isStorable(name)) return { pointer, what: 'text' }
    const fault = unstorable((sent as Record<string | number, unknown>)[name], '', depth + 1)
    if (fault !== null)
      return { ...fault, pointer: fault.what === 'depth' ? pointer : `${pointer}/${name}${fault.pointer}` }
  }
  return null
}

/** Refuses what could not be kept before anybody looks at it: on every path, those of other systems too. */
export function refuseUnstorable(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _, next) => {
    const fault =
      unstorable(request.params, '/params') ?? unstorable(request.query, '/query') ?? unstorable(request.body, '/body')
    if (fault === null) return next()
    const detail = WORDS[fault.what][languageOf(request)]
    next(new Problem('invalid-request', { errors: [{ pointer: fault.pointer, detail }] }))
  })
}
