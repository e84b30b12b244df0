import type { TestHouse } from './house.ts'

/** The code in the last message to a phone. */
export async function codeSent({ house }: Pick<TestHouse, 'house'>): Promise<string> {
  const [row] = await house.database.statement<{ content: Buffer }>(
    `select content from notification.message where template = 'portal.code' order by made_at desc, id desc limit 1`,
    [],
  )
  if (row === undefined) throw new Error('no code was sent')
  return house.cipher.decipherJson<{ values: { code: string } }>(row.content).values.code
}

/** A patient's browser: asks the house with the session it has. */
export interface PatientBrowser {
  readonly cookie: string
  ask(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
    key?: string,
    // oxlint-disable-next-line typescript/no-explicit-any -- answers of every shape
  ): Promise<{ status: number; body: any }>
}

export function browserWith({ app }: Pick<TestHouse, 'app'>, cookie: string): PatientBrowser {
  return {
    cookie,
    async ask(method, path, body, key) {
      const answer = await app.inject({
        method,
        url: path,
        headers: { cookie, ...(key !== undefined && { 'idempotency-key': key }) },
        ...(body !== undefined && { payload: body }),
      })
      return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
    },
  }
}

/** Signs in by the code that was sent to the number. */
export async function signedInPatient(at: TestHouse, phone: string): Promise<PatientBrowser> {
  const asked = await at.app.inject({ method: 'POST', url: '/api/portal/code', payload: { phone } })
  if (asked.statusCode !== 200) throw new Error(`no code: ${asked.body}`)
  const answer = await at.app.inject({
    method: 'POST',
    url: '/api/portal/session',
    payload: { phone, code: await codeSent(at), agreed: true },
  })
  const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
  if (answer.statusCode !== 201 || cookie === '') throw new Error(`not signed in: ${answer.body}`)
  return browserWith(at, cookie)
}
