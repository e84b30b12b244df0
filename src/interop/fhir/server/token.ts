import type { FastifyInstance } from 'fastify'
import { type House, tellRefusal, transact } from '#platform/house.ts'
import { run } from '#platform/database.ts'
import { publicCaller } from '#modules/staff/index.ts'
import { baseOf } from './call.ts'
import { callerOf, type Client, clientWithSecret, TOKEN_SECONDS, tokenFor } from './client.ts'

/** A secret is not guessed at; a program asks once an hour. */
const CALLS_A_MINUTE = 60

/**
 * The token endpoint (获取令牌): OAuth 2.0 `client_credentials`, id and secret by HTTP Basic or in the form. Its errors are those of OAuth.
 */
export function mountToken(fhir: FastifyInstance, house: House): void {
  fhir.get('/.well-known/smart-configuration', async (_, reply) =>
    reply.type('application/json').send({
      token_endpoint: `${baseOf(house)}/token`,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      scopes_supported: ['read', 'book'],
      capabilities: ['permission-v1'],
    }),
  )
  const config = { rateLimit: { max: CALLS_A_MINUTE, timeWindow: 60_000 } }
  fhir.post('/token', { config }, async (request, reply) => {
    const form = (typeof request.body === 'object' && request.body !== null ? request.body : {}) as Record<
      string,
      unknown
    >
    void reply.type('application/json').header('cache-control', 'no-store')
    if (form['grant_type'] !== 'client_credentials') return reply.code(400).send({ error: 'unsupported_grant_type' })
    const { id, secret } = credentials(request.headers.authorization, form)
    const client = await clientWithSecret(house, id, secret)
    if (client === null) {
      await tellRefused(house, id)
      return reply.code(401).header('www-authenticate', 'Basic realm="fhir"').send({ error: 'invalid_client' })
    }
    const at = house.clock.now()
    await tellIssued(house, client)
    return reply.send({
      access_token: tokenFor(house, client, at),
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
      scope: client.scopes.join(' '),
    })
  })
}

function credentials(
  authorization: string | undefined,
  form: Readonly<Record<string, unknown>>,
): { readonly id: string; readonly secret: string } {
  const basic = /^Basic ([A-Za-z0-9+/=]{1,400})$/i.exec(authorization ?? '')?.[1]
  if (basic !== undefined) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':')
    return { id, secret }
  }
  const given = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
  return { id: given('client_id'), secret: given('client_secret') }
}

/** A known account that came with a wrong secret, or after it was ended, is a row of the journal; noise is none. */
async function tellRefused(house: House, id: string): Promise<void> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return
  const known = await house.database.transact(tx =>
    run(tx, 'select id from interop.client where hospital_id = $1 and id = $2', [house.hospital.id, id]),
  )
  if (known.length === 0) return
  await tellRefusal(house, publicCaller(house), {
    action: 'interop.token-refused',
    subject: { kind: 'interop', id },
    facts: {},
  })
}

const tellIssued = (house: House, client: Client): Promise<void> =>
  transact(house, callerOf(house, client), async ({ tx, tell }) => {
    await run(tx, 'update interop.client set last_used_at = $3 where hospital_id = $1 and id = $2', [
      house.hospital.id,
      client.id,
      house.clock.now().toString(),
    ])
    tell({ action: 'interop.token-issued', subject: { kind: 'interop', id: client.id }, facts: {} })
  })
