import { type Provider, provider } from './provider.ts'

export interface WeCom extends Provider {
  /** The markdown of each message, by the key of the robot that brought it. */
  readonly taken: { readonly key: string; readonly content: string }[]
}

const MARKDOWN_BYTES = 4096

/** The group robots of 企业微信 as they answer (rules.md §9.5). */
export async function weCom(keys: readonly string[]): Promise<WeCom> {
  const taken: { key: string; content: string }[] = []
  const server = await provider(({ path, query, body }, behaviour) => {
    const key = query.get('key') ?? ''
    if (path !== '/cgi-bin/webhook/send' || !keys.includes(key))
      return { body: { errcode: 93000, errmsg: 'invalid webhook url' } }
    if (behaviour.kind === 'code') return { body: { errcode: behaviour.code, errmsg: 'refused' } }
    const { markdown } = JSON.parse(body) as { markdown: { content: string } }
    if (Buffer.byteLength(markdown.content) > MARKDOWN_BYTES)
      return { body: { errcode: 40058, errmsg: 'markdown.content exceed max length 4096' } }
    taken.push({ key, content: markdown.content })
    return { body: { errcode: 0, errmsg: 'ok' } }
  })
  return { ...server, taken }
}
