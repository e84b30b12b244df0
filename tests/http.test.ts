/** What every endpoint of the house has in common, tried on all of them. */
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints, houseDocument } from '#apps/server/document.ts'
import { modules } from '#apps/server/modules.ts'
import { commonProblems } from '#kernel/problem.ts'
import { run } from '#platform/database.ts'
import { sampleRequest } from '#modules/ticket/sample.ts'
import { type TestHouse, testHouse } from './support/house.ts'
import { type SettledStaff, settleStaff } from './support/staff.ts'

let all: TestHouse
let staff: SettledStaff
let cookies: readonly string[]
const SOMEBODY_ELSE = '0198d0d0-0000-7000-8000-0000000000ee'

beforeAll(async () => {
  all = await testHouse()
  staff = await settleStaff(all.house)
  const people = await all.house.database.transact(tx =>
    run<{ name: string }>(tx, 'select name from staff.person order by staff_number'),
  )
  cookies = await Promise.all(people.map(person => staff.cookie(person.name)))
}, 60_000)
afterAll(() => all.close())

const address = (path: string, params: Record<string, string> = {}) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? SOMEBODY_ELSE)

describe('the contract of the house', () => {
  test('every endpoint has an id of its own, a path of its own and says who may', () => {
    const ids = endpoints().map(endpoint => endpoint.id)
    expect(new Set(ids).size).toBe(ids.length)
    const places = endpoints().map(endpoint => `${endpoint.method} ${endpoint.path}`)
    expect(new Set(places).size).toBe(places.length)
    expect(endpoints().filter(endpoint => endpoint.access === '')).toEqual([])
  })

  test('each problem that an endpoint names is known, in both languages, with the same places', () => {
    const kinds = {
      ...commonProblems,
      ...Object.assign({}, ...modules.map(module => module.problems)),
    } as typeof commonProblems
    const unknown = endpoints().flatMap(endpoint =>
      endpoint.problems.filter(code => !(code in kinds)).map(code => `${endpoint.id}: ${code}`),
    )
    expect(unknown).toEqual([])
    for (const [code, kind] of Object.entries(kinds)) {
      expect([code, /[\u4e00-\u9fff]/.test(kind.zh), /[\u4e00-\u9fff]/.test(kind.en)]).toEqual([code, true, false])
      expect(kind.status).toBeGreaterThanOrEqual(400)
    }
  })

  /** A provider pushes these in a shape of its own, a list, and adds fields as it likes. */
  const OF_PROVIDERS = new Set(['message.take-receipts'])

  test('every body is a strict object: an unknown field is refused', () => {
    const loose = endpoints().filter(endpoint => {
      if (endpoint.body instanceof z.ZodUndefined || OF_PROVIDERS.has(endpoint.id)) return false
      // One of several shapes: each of them.
      const shapes = (
        endpoint.body instanceof z.ZodDiscriminatedUnion ? endpoint.body.options : [endpoint.body]
      ) as z.ZodType[]
      return shapes.some(shape => {
        const result = shape.safeParse({ 'no such field': 1 })
        return result.success || !result.error.issues.some(issue => issue.code === 'unrecognized_keys')
      })
    })
    expect(loose.map(endpoint => endpoint.id)).toEqual([])
  })

  test('docs/openapi.json is what the code says (npm run openapi writes it)', () => {
    expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(JSON.parse(JSON.stringify(houseDocument())))
  })

  test('the document is served, and so is its reference page', async () => {
    expect((await all.app.inject('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' })
    expect((await all.app.inject('/docs/')).statusCode).toBe(200)
  })
})

describe('any input', () => {
  /** Things that people, programs and attackers send. */
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(
      '\u0000',
      '张'.repeat(5000),
      "'; drop table staff.person; --",
      '<script>',
      -1,
      1e308,
      [],
      {},
      null,
      '2026-13-45T99:99:99Z',
      '../../etc',
      '\ud800',
    ),
    fc.uuid(),
  )
  const bodyFor = (keys: readonly string[]) =>
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.dictionary(fc.constantFrom(...(keys.length > 0 ? keys : ['x'])), odd, {
          maxKeys: Math.max(1, keys.length),
        }),
      },
      { weight: 1, arbitrary: odd },
    )
  const keysOf = (type: z.ZodType): string[] => (type instanceof z.ZodObject ? Object.keys(type.shape) : [])

  test.each(endpoints().map(endpoint => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    '%s never breaks',
    async (_, endpoint) => {
      let n = 0
      await fc.assert(
        fc.asyncProperty(
          bodyFor(keysOf(endpoint.body)),
          fc.dictionary(fc.constantFrom(...keysOf(endpoint.query), 'x'), fc.string(), { maxKeys: 3 }),
          fc.oneof(fc.constant(SOMEBODY_ELSE), fc.string({ minLength: 1 })),
          async (body, query, id) => {
            n += 1
            const path = endpoint.path.replaceAll(/:\w+/g, encodeURIComponent(id))
            const answer = await all.app.inject({
              method: endpoint.method,
              url: `${path}?${new URLSearchParams(query)}`,
              headers: { cookie: cookies[n % cookies.length] ?? '', 'content-type': 'application/json' },
              ...(endpoint.method !== 'GET' && { payload: JSON.stringify(body) ?? 'null' }),
            })
            expect([answer.statusCode < 500, answer.statusCode >= 500 ? answer.body : '']).toEqual([true, ''])
            if (answer.statusCode >= 400) expect(answer.headers['content-type']).toContain('application/problem+json')
          },
        ),
        { numRuns: 25 },
      )
    },
    60_000,
  )

  test('broken JSON, the wrong type, too much, an unknown path: each a problem with a sentence', async () => {
    const send = (payload: string, type = 'application/json') =>
      all.app.inject({
        method: 'POST',
        url: '/api/tickets',
        headers: { cookie: cookies[0] ?? '', 'content-type': type },
        payload,
      })
    for (const [answer, status] of [
      [await send('{'), 422],
      [await send('x=1', 'text/plain'), 415],
      [await send(JSON.stringify({ description: 'x'.repeat(200_000) })), 413],
      [await all.app.inject('/api/nothing'), 404],
    ] as const) {
      expect(answer.statusCode).toBe(status)
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(answer.json()).toMatchObject({ title: expect.stringMatching(/[\u4e00-\u9fff]/), status })
    }
  })

  test('what is no address, or no HTTP, is a problem with a sentence too, and an OperationOutcome where FHIR is spoken', async () => {
    await all.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = all.app.server.address() as AddressInfo
    const said = async (head: string) => {
      const socket = connect(port, '127.0.0.1').setEncoding('utf8')
      socket.write(`${head}\r\n\r\n`)
      let answer = ''
      for await (const part of socket) {
        answer += String(part)
        if (answer.endsWith('}')) break
      }
      const [top = '', body = ''] = answer.split('\r\n\r\n')
      return {
        status: Number(top.slice(9, 12)),
        body,
        json: JSON.parse(body) as { type?: string; resourceType?: string },
      }
    }
    for (const [head, status, kind] of [
      ['GET /api/%ZZ HTTP/1.1\r\nhost: x', 400, '/problems/unreadable-request'],
      [`GET /api/tickets/${'a'.repeat(300)} HTTP/1.1\r\nhost: x`, 404, '/problems/not-found'],
      ['NONSENSE', 400, '/problems/unreadable-request'],
      [`GET / HTTP/1.1\r\nhost: x\r\na: ${'b'.repeat(20_000)}`, 431, '/problems/unreadable-request'],
      ['GET /fhir/Patient/%ZZ HTTP/1.1\r\nhost: x', 400, 'OperationOutcome'],
      [`GET /fhir/Patient/${'a'.repeat(300)} HTTP/1.1\r\nhost: x`, 404, 'OperationOutcome'],
      ['GET /fhir HTTP/1.1\r\nhost: x', 404, 'OperationOutcome'],
    ] as const) {
      const answer = await said(head)
      expect([head, answer.status, answer.json.type ?? answer.json.resourceType]).toEqual([head, status, kind])
      expect(answer.body).toMatch(/[\u4e00-\u9fff]/)
      expect(answer.body).not.toMatch(/ZZ|aaa/)
    }
  })

  test('what no database keeps is refused wherever it stands, with its place', async () => {
    const cookie = await staff.cookie('王芳')
    const send = (url: string, payload?: string | Buffer) =>
      all.app.inject({
        method: payload === undefined ? 'GET' : 'POST',
        url,
        headers: { cookie, 'content-type': 'application/json' },
        ...(payload !== undefined && { payload }),
      })
    const track = (code: string) => send('/api/track', JSON.stringify({ code, lastFour: '0000' }))
    for (const [answer, pointer] of [
      [await send('/api/slots?to=2026-11-20&channel=phone&from=0000-01-01'), '/query/from'],
      [await send('/api/slots?to=2026-11-20&channel=phone&from=9999-12-31'), '/query/from'],
      [await send('/api/knowledge/guides/a%00b'), '/params/code'],
      [await send('/api/doctors?words=a%00b'), '/query/words'],
      [await track('a\u0000b'), '/body/code'],
      // GBK, said to be JSON.
      [
        await send('/api/track', Buffer.from('7b22636f6465223a22d5c5222c226c617374466f7572223a2230303030227d', 'hex')),
        '/body/code',
      ],
      [await send('/api/track', '{"code":"\\ud800","lastFour":"0000"}'), '/body/code'],
      [await send('/api/track', `{"code":${'['.repeat(9000)}${']'.repeat(9000)}}`), '/body'],
    ] as const) {
      expect([answer.statusCode, answer.json().errors?.[0]?.pointer]).toEqual([422, pointer])
      expect(answer.json().errors[0].detail).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  test('a refused field is named by its place, in the language that was asked for', async () => {
    const ask = (language: string) =>
      all.app.inject({
        method: 'POST',
        url: '/api/track',
        headers: { 'accept-language': language },
        payload: { code: '', lastFour: 'abcd' },
      })
    const zh = (await ask('zh-CN')).json()
    expect(zh.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/body/code', '/body/lastFour'])
    expect(zh.errors.every((error: { detail: string }) => /[\u4e00-\u9fff]/.test(error.detail))).toBe(true)
    const en = (await ask('en')).json()
    expect(en.errors.every((error: { detail: string }) => !/[\u4e00-\u9fff]/.test(error.detail))).toBe(true)
  })
})

describe('nobody is let in by accident', () => {
  test('without a sign-in every endpoint that is not public answers 401, and tells nothing', async () => {
    for (const endpoint of endpoints().filter(one => one.access !== 'public')) {
      const answer = await all.app.inject({
        method: endpoint.method,
        url: address(endpoint.path),
        ...(endpoint.method !== 'GET' && { payload: {} }),
      })
      expect([endpoint.id, answer.statusCode]).toEqual([endpoint.id, 401])
    }
  })

  test('a forged or foreign link opens nothing', async () => {
    for (const authorization of ['Link x', `Link ${'A'.repeat(92)}`, 'Bearer x', 'Link ']) {
      const answer = await all.app.inject({ url: '/api/matter', headers: { authorization } })
      expect(answer.statusCode).toBe(401)
    }
  })

  test('headers keep the page to itself', async () => {
    const { headers } = await all.app.inject('/api/health')
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['content-security-policy']).not.toContain("script-src 'unsafe-inline'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['x-frame-options']).toBeDefined()
  })

  test('health answers, and ready says that the database does', async () => {
    expect((await all.app.inject('/api/health')).json()).toEqual({ status: 'ok' })
    expect((await all.app.inject('/api/ready')).json()).toEqual({ status: 'ok' })
  })
})

describe('the sample request', () => {
  test('fits its own contract', async () => {
    const create = endpoints().find(endpoint => endpoint.id === 'ticket.create')
    expect(create?.body.safeParse(sampleRequest).success).toBe(true)
  })
})
