import { type Provider, provider } from './provider.ts'

interface Sent {
  readonly touser: string
  readonly template_id: string
  readonly url?: string
  readonly data: Readonly<Record<string, { readonly value: string }>>
}

export interface WeChat extends Provider {
  readonly taken: Sent[]
  /** How often a token was fetched. */
  tokens(): number
  /** The token that was given out is good no longer. */
  endToken(): void
}

const LIMITS: Readonly<Record<string, number>> = { thing: 20, phrase: 5, character_string: 32, number: 32 }

/** WeChat's official account as it answers (rules.md §9.4): token, template/send, field limits. */
export async function weChat(account: { readonly appId: string; readonly secret: string }): Promise<WeChat> {
  const taken: Sent[] = []
  let given = 0
  let good: string | null = null
  const server = await provider(
    ({ path, query, body }, behaviour) => {
      const asked = JSON.parse(body) as Record<string, unknown>
      if (path === '/cgi-bin/stable_token') {
        if (asked['appid'] !== account.appId || asked['secret'] !== account.secret)
          return { body: { errcode: 40125, errmsg: 'invalid appsecret' } }
        if (good === null || asked['force_refresh'] === true) {
          given += 1
          good = `token-${given}`
        }
        return { body: { access_token: good, expires_in: 7200 } }
      }
      if (path !== '/cgi-bin/message/template/send') return { status: 404, body: { errcode: 48001 } }
      if (query.get('access_token') !== good) return { body: { errcode: 40001, errmsg: 'invalid credential' } }
      if (behaviour.kind === 'code') return { body: { errcode: behaviour.code, errmsg: 'refused' } }
      const sent = asked as unknown as Sent
      for (const [name, { value }] of Object.entries(sent.data))
        if ([...value].length > (LIMITS[name.replace(/\d+$/, '')] ?? 0))
          return { body: { errcode: 47003, errmsg: `argument invalid! data.${name}.value invalid` } }
      taken.push(sent)
      return { body: { errcode: 0, errmsg: 'ok', msgid: 200_000 + taken.length } }
    },
    ['/cgi-bin/stable_token'],
  )
  return {
    ...server,
    taken,
    tokens: () => given,
    endToken: () => {
      good = 'a newer one'
    },
  }
}
