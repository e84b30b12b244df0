import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FhirResource } from 'fhir/r4.js'
import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { languageOf, type OwnRefusals } from '#platform/http/problem-json.ts'
import { type Page, searchset } from '../resource/bundle.ts'
import { capabilityStatement, parametersOf, SERVED } from '../resource/capability.ts'
import { type ResourceType, TYPES } from '../resource/common.ts'
import { outcomeOf } from '../resource/outcome.ts'
import { type Asked, formOf, isStrict, understood } from '../rules/search.ts'
import { baseOf, type Call } from './call.ts'
import { callerOf, clientOfToken } from './client.ts'
import { searchAppointments } from './search-appointments.ts'
import { searchPatients, searchPractitioners } from './search-people.ts'
import { searchSchedules, searchSlots } from './search-pool.ts'
import { searchRequests } from './search-requests.ts'
import { mountToken } from './token.ts'
import { createAppointment, patchAppointment, updateAppointment } from './write-appointment.ts'

const JSON_TYPE = 'application/fhir+json; charset=utf-8'
/** An account may ask so often in a minute; a token is one account's. */
const CALLS_A_MINUTE = 3000

const SEARCHES: Readonly<Record<ResourceType, (house: House, call: Call, asked: Asked) => Promise<Page>>> = {
  Schedule: searchSchedules,
  Slot: searchSlots,
  Appointment: searchAppointments,
  ServiceRequest: searchRequests,
  Practitioner: searchPractitioners,
  Patient: searchPatients,
}

/** The FHIR R4 façade (对外 FHIR 接口) at `/fhir`: its own formats, its own sign-in, refusals as OperationOutcome. */
export function mountFhir(app: FastifyInstance, house: House): void {
  void app.register(
    async fhir => {
      takeFormats(fhir)
      fhir.setNotFoundHandler(() => {
        throw new Problem('fhir-type-unsupported')
      })
      mountToken(fhir, house)
      fhir.get('/metadata', async (request, reply) => {
        mustTakeJson(request)
        const statement = capabilityStatement(
          { name: house.hospital.name, at: house.clock.now().toString() },
          baseOf(house),
        )
        return send(reply, statement)
      })
      for (const type of TYPES) mountType(fhir, house, type)
    },
    { prefix: '/fhir' },
  )
}

const config = {
  rateLimit: {
    max: CALLS_A_MINUTE,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) => request.headers.authorization ?? request.ip,
  },
}

function mountType(fhir: FastifyInstance, house: House, type: ResourceType): void {
  const search = async (request: FastifyRequest, reply: FastifyReply) => {
    const call = await authenticated(house, request)
    const query = {
      ...(request.query as Record<string, string>),
      ...(request.method === 'POST' && formOf(request.body)),
    }
    const asked = understood(query, parametersOf(type), isStrict(request.headers['prefer']))
    const page = await SEARCHES[type](house, call, asked)
    return send(reply, searchset(page, { type, asked, base: call.base }))
  }
  fhir.get(`/${type}`, { config }, search)
  fhir.post(`/${type}/_search`, { config }, search)
  fhir.get<{ Params: { id: string } }>(`/${type}/:id`, { config }, async (request, reply) => {
    const call = await authenticated(house, request)
    const { resources } = await SEARCHES[type](house, call, new Map([['_id', [request.params.id]]]))
    const [resource] = resources
    if (resource === undefined) throw new Problem('not-found')
    const tag = tagOf(resource)
    void reply.headers({ etag: tag, 'cache-control': 'no-store' })
    return request.headers['if-none-match'] === tag ? reply.code(304).send() : send(reply, resource)
  })
  if (SERVED[type].interactions.includes('create')) mountWriting(fhir, house)
  else
    fhir.route({
      method: ['POST', 'PUT', 'PATCH', 'DELETE'],
      url: `/${type}/*`,
      config,
      handler: () => {
        throw new Problem('fhir-operation-unsupported')
      },
    })
}

function mountWriting(fhir: FastifyInstance, house: House): void {
  fhir.post('/Appointment', { config }, async (request, reply) => {
    const call = await authenticated(house, request)
    const { resource, isNew } = await createAppointment(house, call, request.body, {
      ifNoneExist: headerOf(request, 'if-none-exist'),
      key: onceOf(request),
    })
    void reply.code(isNew ? 201 : 200).headers({
      etag: tagOf(resource),
      location: `${call.base}/Appointment/${resource.id ?? ''}/_history/${resource.meta?.versionId ?? '1'}`,
    })
    return /\breturn\s*=\s*minimal\b/.test(headerOf(request, 'prefer') ?? '') ? reply.send() : send(reply, resource)
  })
  const changing = (change: typeof updateAppointment) => async (request: FastifyRequest, reply: FastifyReply) => {
    const call = await authenticated(house, request)
    const { id } = request.params as { id: string }
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Problem('not-found')
    const resource = await change(house, call, { id, body: request.body, seen: versionSeen(request) })
    void reply.header('etag', tagOf(resource))
    return send(reply, resource)
  }
  fhir.put('/Appointment/:id', { config }, changing(updateAppointment))
  fhir.patch('/Appointment/:id', { config }, changing(patchAppointment))
  fhir.delete('/Appointment/:id', { config }, () => {
    throw new Problem('fhir-operation-unsupported')
  })
}

/** Who asks: the account of the token. FHIR's reads are of JSON alone. */
async function authenticated(house: House, request: FastifyRequest): Promise<Call> {
  mustTakeJson(request)
  const token = /^Bearer ([A-Za-z0-9_-]{40,200})$/i.exec(request.headers.authorization ?? '')?.[1]
  const client = token === undefined ? null : await clientOfToken(house, token)
  if (client === null) throw new Problem('client-unknown')
  return { client, caller: callerOf(house, client), language: languageOf(request), base: baseOf(house) }
}

function mustTakeJson(request: FastifyRequest): void {
  const { _format } = request.query as { _format?: string }
  const wanted = _format ?? request.headers.accept ?? '*/*'
  if (!/json|\*\/\*|application\/\*/i.test(wanted)) throw new Problem('fhir-format-unsupported')
}

function takeFormats(fhir: FastifyInstance): void {
  fhir.removeAllContentTypeParsers()
  const json = ['application/fhir+json', 'application/json', 'application/json-patch+json']
  fhir.addContentTypeParser(json, { parseAs: 'string' }, (_, text, done) => {
    try {
      done(null, JSON.parse(text as string))
    } catch {
      done(new Problem('fhir-resource-invalid', { place: 'JSON' }))
    }
  })
  fhir.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, text, done) =>
    done(null, sentIn(new URLSearchParams(text as string))),
  )
}

/** A form's values by name; a name that stands there twice has both. */
const sentIn = (form: URLSearchParams): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(form.keys())].map(name => {
      const [only = '', ...more] = form.getAll(name)
      return [name, more.length === 0 ? only : [only, ...more]]
    }),
  )

const headerOf = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : null
}

const KEY = /^[A-Za-z0-9_-]{8,80}$/

function onceOf(request: FastifyRequest): Caller['once'] {
  const key = headerOf(request, 'idempotency-key')
  if (key === null) return null
  if (!KEY.test(key)) throw new Problem('fhir-parameter-invalid', { name: 'Idempotency-Key' })
  const digest = createHash('sha256').update(JSON.stringify(request.body)).digest('base64url')
  return { key, endpoint: 'fhir.Appointment', digest }
}

/** `If-Match: W/"3"`. */
function versionSeen(request: FastifyRequest): number | null {
  const given = headerOf(request, 'if-match')
  if (given === null) return null
  const version = /^(?:W\/)?"?(\d{1,7})"?$/.exec(given)?.[1]
  if (version === undefined) throw new Problem('fhir-version-changed')
  return Number(version)
}

/** What is not versioned has the tag of what it says. */
const tagOf = (resource: FhirResource): string =>
  `W/"${resource.meta?.versionId ?? createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 16)}"`

const send = (reply: FastifyReply, resource: FhirResource) =>
  reply.type(JSON_TYPE).header('cache-control', 'no-store').send(JSON.stringify(resource))

/** What the façade refuses leaves as an OperationOutcome, also where there is no such path. */
export const fhirRefusals: OwnRefusals = {
  under: '/fhir',
  send(house, problem, kind, request, reply) {
    if (problem.code === 'client-unknown') void reply.header('www-authenticate', 'Bearer realm="fhir"')
    return send(reply, outcomeOf(problem, kind, languageOf(request), baseOf(house)))
  },
}
