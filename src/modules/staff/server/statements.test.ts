import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#apps/desk/routes.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { DUTY_LINKS, type DutyLinkKey, opens } from '../rules/duty-line.ts'
import { POSTS } from '../rules/post.ts'

let at: TestHouse
let staff: SettledStaff
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house)
})
afterAll(() => at.close())

interface Statements {
  holds: number
  mayPublish: boolean
  versions: { version: number; effectiveFrom: string | null; lines: { no: number; text: string; link: string }[] }[]
}
const post = (cookie: string, url: string, body: object) => ask(at.app, 'POST', url, { cookie, body })
const read = async (cookie: string, of: string) =>
  (await ask(at.app, 'GET', `/api/duty-statements/${of}`, { cookie })).body as unknown as Statements
/** Every address of the desk. */
const addressesOf = (node: { readonly path?: string; readonly children?: readonly never[] }): readonly string[] => [
  node.path ?? '/',
  ...(node.children ?? []).flatMap(addressesOf),
]
const lines = [{ text: '按班次坐到工位受理诉求', link: 'desk' }]

describe('what a post has to do', () => {
  test('ORG-04: every post has its lines, each of which opens a permitted screen; a worker sees the own; version 2 holds from its day, and version 1 stays readable', async () => {
    const agent = await staff.cookie('王芳')
    const own = (await ask(at.app, 'GET', '/api/my-duties', { cookie: agent })).body as {
      statements: { post: string }[]
    }
    expect(own.statements).toMatchObject([{ post: 'desk-agent', version: 1 }])
    for (const one of POSTS) {
      const [holds] = (await read(agent, one)).versions
      expect(holds?.lines.length).toBeGreaterThan(1)
      for (const { link } of holds?.lines ?? []) {
        expect(addressesOf(routes as never)).toContain(DUTY_LINKS[link as DutyLinkKey].to)
        expect(opens(one, link as DutyLinkKey)).toBe(true)
      }
    }
    const before = await read(agent, 'desk-agent')
    expect([before.holds, before.mayPublish, before.versions.length]).toEqual([1, false, 1])
    expect((await post(agent, '/api/duty-statements/desk-agent', { effectiveFrom: '2026-11-17', lines })).status).toBe(
      403,
    )

    const director = await staff.cookie('何秀英')
    const url = '/api/duty-statements/desk-agent'
    expect((await post(director, url, { effectiveFrom: '2026-11-15', lines })).code).toBe('statement-past')
    const closed = [...lines, { text: '核对人员档案', link: 'register' }]
    expect((await post(director, url, { effectiveFrom: '2026-11-17', lines: closed })).body).toMatchObject({ line: 2 })
    expect((await post(director, url, { effectiveFrom: '2026-11-17', lines })).body).toMatchObject({ version: 2 })
    expect(await read(agent, 'desk-agent')).toMatchObject({ holds: 1 })
    at.clock.advance({ hours: 24 })
    const after = await read(await staff.cookie('王芳'), 'desk-agent')
    expect(after.holds).toBe(2)
    expect(after.versions.map(one => one.version)).toEqual([2, 1])
    expect(after.versions[1]?.lines).toEqual(before.versions[0]?.lines)
  })

  test('ORG-09 (part): the deputy publishes in the director’s place only while a delegation for it holds', async () => {
    const director = await staff.cookie('何秀英')
    const deputy = await staff.cookie('吴海燕')
    const now = at.clock.now()
    const asked = { effectiveFrom: '2026-11-18', lines: [{ text: '接收派到本科室的事项', link: 'desk' }] }
    const publish = (cookie: string) => post(cookie, '/api/duty-statements/liaison', asked)
    expect((await publish(deputy)).code).toBe('not-director')
    const term = { from: now.toString(), to: now.add({ hours: 8 }).toString(), reason: '外出开会' }
    await post(director, '/api/delegations', { ...term, scope: ['plan'] })
    expect((await publish(deputy)).code).toBe('not-director')
    await post(director, '/api/delegations', { ...term, scope: ['personnel'] })
    expect((await publish(deputy)).status).toBe(201)
    at.clock.advance({ hours: 8 })
    expect((await publish(await staff.cookie('吴海燕'))).code).toBe('not-director')
    expect((await publish(await staff.cookie('何秀英'))).status).toBe(201)
  })
})
