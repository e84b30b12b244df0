import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'

const id = z.uuid()
const version = z.int().min(1)

/** As which channel an account books (预约渠道): those that need no person beside the patient. */
export const ClientChannel = z.enum(['platform', 'web', 'wechat', 'kiosk', 'desk', 'consulting-room', 'referral'])
export const ClientScope = z.enum(['read', 'book'])

export const Client = z
  .strictObject({
    id,
    name: z.string(),
    channel: ClientChannel,
    scopes: z.array(ClientScope),
    madeAt: instant,
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
    version,
  })
  .meta({ id: 'InteropClient', description: '接口账号' })

const Secret = z.strictObject({ client: Client, secret: z.string() })
const said = {
  name: text(60),
  channel: ClientChannel,
  scopes: z
    .array(ClientScope)
    .max(2)
    .refine(scopes => new Set(scopes).size === scopes.length),
}

export const listClients = get('/api/interop/clients', {
  id: 'interop.clients',
  summary: 'Machine accounts of the FHIR façade (接口账号), those that are good first',
  access: 'interop:read',
  returns: z.strictObject({ items: z.array(Client), address: z.string() }),
})

export const makeClient = post('/api/interop/clients', {
  id: 'interop.make-client',
  summary: 'Make a machine account; its secret is said once',
  access: 'interop:manage',
  body: z.strictObject(said),
  returns: Secret,
  status: 201,
  problems: ['client-name-taken'],
})

export const changeClient = put('/api/interop/clients/:id', {
  id: 'interop.change-client',
  summary: 'Change what a machine account may and as which channel it books',
  access: 'interop:manage',
  params: { id },
  body: z.strictObject({ ...said, version }),
  returns: Client,
  problems: ['client-name-taken', 'stale-version'],
})

export const renewSecret = post('/api/interop/clients/:id/secret', {
  id: 'interop.renew-secret',
  summary: 'Give a machine account another secret; the old one and its tokens end at once',
  access: 'interop:manage',
  params: { id },
  returns: Secret,
})

export const revokeClient = post('/api/interop/clients/:id/revoke', {
  id: 'interop.revoke-client',
  summary: 'End a machine account; its tokens end at once',
  access: 'interop:manage',
  params: { id },
  returns: Client,
})
