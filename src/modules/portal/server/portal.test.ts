import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { openMessage } from '#modules/notification/server/open-message.ts'
import { mergeFromSystem, upsertFromSystem } from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { codeSent, signedInPatient } from '../../../../tests/support/patient-account.ts'

const MOTHER = { phone: '13900000001', birthDate: '1980-01-01', id: '34052419800101001X' }
let at: TestHouse
let mother: string
let child: string
let stranger: string
beforeAll(async () => {
  at = await testHouse()
  mother = await known('林秀英', MOTHER.phone, MOTHER.birthDate, MOTHER.id)
  child = await known('林小宝', MOTHER.phone, '2018-09-01', '350206201809011231')
  stranger = await known('张三', '13900000002', '1956-06-15', '350206195606150022')
})
afterAll(() => at.close())
/** Each test has a day of its own, so that none meets the limits of another. */
let turns = 0
beforeEach(() => at.clock.set(MONDAY.add({ hours: (turns += 1) * 24 })))

async function known(name: string, phone: string, birthDate: string, number: string): Promise<string> {
  const { patientId } = await upsertFromSystem(at.house)(systemCaller(at.house.hospital.id), {
    source: 'HIS',
    occurredAt: null,
    person: {
      identifiers: [
        { system: 'HIS', kind: 'patient-number', value: number },
        { system: 'CN', kind: 'resident-id', value: number },
      ],
      name,
      birthDate,
      phones: [{ number: phone, use: 'mobile' }],
    },
  })
  return patientId
}
const post = async (path: string, payload: object) => {
  const answer = await at.app.inject({ method: 'POST', url: `/api/portal${path}`, payload })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}
const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  at.house.database.transact(tx => run<Row>(tx, text, values))
const type = (body: { type: string }) => body.type.replace('/problems/', '')
const byBirth = (patientId: string, value: string, more: object = {}) => ({
  patientId,
  relation: 'self',
  isGuardian: false,
  proof: { kind: 'birth-date', value },
  ...more,
})

describe('a one-time code', () => {
  test('goes to known and unknown numbers alike, at night too, and lies in the database as a keyed digest only', async () => {
    at.clock.set(at.house.clock.now().add({ hours: 14 }))
    const knownNumber = await post('/code', { phone: MOTHER.phone })
    const code = await codeSent(at)
    const unknownNumber = await post('/code', { phone: '139 0000 9999' })
    expect(unknownNumber).toMatchObject({ status: 200, body: knownNumber.body })
    const messages = await rows<{ state: string; urgent: boolean }>(
      `select state, urgent from notification.message where template = 'portal.code'`,
    )
    expect(messages).toEqual([
      { state: 'queued', urgent: true },
      { state: 'queued', urgent: true },
    ])
    const [message] = await rows<{ id: string }>(
      `select id from notification.message where template = 'portal.code' order by made_at, id limit 1`,
    )
    const read = async () =>
      (await openMessage(at.house)(systemCaller(at.house.hospital.id), { id: message?.id ?? '' })).words
    expect(await read()).toContain('验证码 ••••••')
    await at.machinery.turn()
    await vi.waitFor(async () => expect(await read()).toContain(`验证码 ${code}`), { timeout: 5000 })
    const stored = JSON.stringify(
      await rows('select encode(code_token, $1) as a, encode(phone_token, $1) as b from portal.code', ['escape']),
    )
    expect(stored).not.toContain(code)
    expect(stored).not.toContain(MOTHER.phone)
  })

  test('is asked for once a minute and five times an hour; who asks for many numbers is stopped by address', async () => {
    const phone = '13900001000'
    expect((await post('/code', { phone })).status).toBe(200)
    expect(type((await post('/code', { phone })).body)).toBe('code-too-soon')
    for (let n = 0; n < 4; n += 1) {
      at.clock.set(at.house.clock.now().add({ seconds: 61 }))
      expect((await post('/code', { phone })).status).toBe(200)
    }
    at.clock.set(at.house.clock.now().add({ seconds: 61 }))
    expect(type((await post('/code', { phone })).body)).toBe('codes-too-many')
    const atOnce = await Promise.all(Array.from({ length: 4 }, () => post('/code', { phone: '13900001900' })))
    expect(atOnce.map(one => one.status).toSorted()).toEqual([200, 429, 429, 429])
    let refused = 0
    for (let n = 0; n < 70; n += 1)
      if ((await post('/code', { phone: `139000020${String(n).padStart(2, '0')}` })).status === 429) refused += 1
    expect(refused).toBeGreaterThan(0)
    expect(type((await post('/code', { phone: '0592-7120120' })).body)).toBe('mobile-needed')
  })

  test('opens once, in five minutes, and not after five wrong tries, however many come at once; a stranger learns nothing', async () => {
    const phone = '13900003000'
    await post('/code', { phone })
    const code = await codeSent(at)
    const wrong = code === '000000' ? '111111' : '000000'
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => post('/session', { phone, code: wrong, agreed: true })),
    )
    expect(new Set(tries.map(one => type(one.body)))).toEqual(new Set(['code-wrong']))
    expect(type((await post('/session', { phone, code, agreed: true })).body)).toBe('code-wrong')
    expect(type((await post('/session', { phone: '13900003999', code, agreed: true })).body)).toBe('code-wrong')
    at.clock.set(at.house.clock.now().add({ minutes: 2 }))
    await post('/code', { phone })
    const late = await codeSent(at)
    at.clock.set(at.house.clock.now().add({ minutes: 5 }))
    expect(type((await post('/session', { phone, code: late, agreed: true })).body)).toBe('code-wrong')
    await post('/code', { phone })
    const good = await codeSent(at)
    expect((await post('/session', { phone, code: good, agreed: true })).status).toBe(201)
    expect(type((await post('/session', { phone, code: good, agreed: true })).body)).toBe('code-wrong')
  })
})

describe('a session', () => {
  test('has a cookie of its own, for the patients’ paths, and ends by idleness, by time and by signing out', async () => {
    await post('/code', { phone: '13900004000' })
    const opened = await post('/session', { phone: '13900004000', code: await codeSent(at), agreed: true })
    const cookie = String(opened.headers['set-cookie'])
    expect(cookie).toMatch(
      /^yiguanjia-patient=[\w-]{43}; Max-Age=86400; Path=\/api\/portal; HttpOnly; SameSite=Strict$/,
    )
    const token = cookie.slice('yiguanjia-patient='.length).split(';')[0] as string
    const digests = await rows<{ digest: string }>(`select encode(token_digest, 'hex') as digest from portal.session`)
    expect(JSON.stringify(digests)).not.toContain(Buffer.from(token).toString('hex'))
    const headers = { cookie: `yiguanjia-patient=${token}` }
    const me = async () => (await at.app.inject({ url: '/api/portal/session', headers })).json().account
    expect(await me()).toMatchObject({ phoneMasked: '139****4000' })
    expect((await at.app.inject({ url: '/api/session', headers: { cookie: `yiguanjia=${token}` } })).statusCode).toBe(
      401,
    )
    at.clock.set(at.house.clock.now().add({ minutes: 31 }))
    expect(await me()).toBeNull()
    const again = await signedInPatient(at, '13900004000')
    expect((await again.ask('DELETE', '/api/portal/session')).status).toBe(200)
    expect((await again.ask('GET', '/api/portal/session')).body.account).toBeNull()
    expect((await again.ask('POST', '/api/portal/leave')).status).toBe(401)
  })
})

describe('POR-01: adding a relative needs verification; a withdrawn relation loses access at once', () => {
  test('a number of a family: each is added by a proof of its own, a child by a guardian; a stranger is not there', async () => {
    const browser = await signedInPatient(at, MOTHER.phone)
    const me = (await browser.ask('GET', '/api/portal/session')).body.account
    expect(me.candidates).toEqual(
      expect.arrayContaining([
        { patientId: mother, nameMasked: '林*英', isChild: false },
        { patientId: child, nameMasked: '林*宝', isChild: true },
      ]),
    )
    expect(me.people).toEqual([])
    const add = (body: object) => browser.ask('POST', '/api/portal/people', body)
    expect(type((await add(byBirth(stranger, '1956-06-15'))).body)).toBe('not-found')
    expect(type((await add(byBirth(mother, '1980-01-02'))).body)).toBe('proof-wrong')
    expect((await add({ ...byBirth(mother, ''), proof: { kind: 'id-last-four', value: '001x' } })).body.people).toEqual(
      [expect.objectContaining({ patientId: mother, relation: 'self', isChild: false })],
    )
    expect(type((await add(byBirth(child, '2018-09-01', { relation: 'child' }))).body)).toBe('guardian-needed')
    expect(type((await add(byBirth(child, '2018-09-01', { isGuardian: true }))).body)).toBe('guardian-needed')
    const both = await add(byBirth(child, '2018-09-01', { relation: 'child', isGuardian: true }))
    expect(both.body.people.map((one: { patientId: string }) => one.patientId)).toEqual([mother, child])
    expect(both.body.candidates).toEqual([])
    const told = await rows<{ action: string; patientId: string }>(
      `select action, patient_id from platform.journal where actor_kind = 'patient' and action like 'portal.%' and patient_id = $1`,
      [child],
    )
    expect(told.map(one => one.action)).toEqual(expect.arrayContaining(['portal.opened', 'portal.related']))
    expect(told.every(one => one.patientId === child)).toBe(true)
  })

  test('wrong proofs are counted and locked, also for the right one', async () => {
    const browser = await signedInPatient(at, '13900000002')
    for (let n = 1; n <= 5; n += 1)
      expect(type((await browser.ask('POST', '/api/portal/people', byBirth(stranger, '1956-01-01'))).body)).toBe(
        'proof-wrong',
      )
    expect(type((await browser.ask('POST', '/api/portal/people', byBirth(stranger, '1956-06-15'))).body)).toBe(
      'proof-locked',
    )
  })

  test('many proofs at once are no more tries than were allowed, nor are those of a new account of the same number', async () => {
    const phone = '13900008800'
    const aunt = await known('何桂兰', phone, '1961-03-04', '350206196103040022')
    const browser = await signedInPatient(at, phone)
    const prove = (day: string) => browser.ask('POST', '/api/portal/people', byBirth(aunt, day, { relation: 'other' }))
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => prove(`1961-04-${String(n + 10)}`)))
    expect(answers.map(one => type(one.body)).filter(one => one === 'proof-wrong')).toHaveLength(5)
    expect(type((await prove('1961-03-04')).body)).toBe('proof-locked')
    await browser.ask('POST', '/api/portal/leave')
    at.clock.set(at.house.clock.now().add({ minutes: 2 }))
    const again = await signedInPatient(at, phone)
    expect(type((await again.ask('POST', '/api/portal/people', byBirth(aunt, '1961-03-04'))).body)).toBe('proof-locked')
  })

  test('a relative with another number agrees by a code; who sees it at home withdraws it, and it is gone at once', async () => {
    const daughter = await signedInPatient(at, '13900005000')
    at.clock.set(at.house.clock.now().add({ minutes: 2 }))
    await post('/code', { phone: MOTHER.phone })
    const proved = await daughter.ask('POST', '/api/portal/people/phone', {
      phone: MOTHER.phone,
      code: await codeSent(at),
    })
    expect(proved.body.candidates.map((one: { patientId: string }) => one.patientId)).toContain(mother)
    const added = await daughter.ask(
      'POST',
      '/api/portal/people',
      byBirth(mother, MOTHER.birthDate, { relation: 'parent' }),
    )
    expect(added.body.people).toHaveLength(1)
    at.clock.set(at.house.clock.now().add({ minutes: 2 }))
    const own = await signedInPatient(at, MOTHER.phone)
    const seen = (await own.ask('GET', '/api/portal/session')).body.account
    expect(seen.actingForMe).toEqual([expect.objectContaining({ phoneMasked: '139****5000' })])
    await own.ask('DELETE', `/api/portal/people/${seen.actingForMe[0].relationId}`)
    expect((await daughter.ask('GET', '/api/portal/session')).body.account.people).toEqual([])
    expect((await daughter.ask('DELETE', `/api/portal/people/${seen.actingForMe[0].relationId}`)).status).toBe(404)
    const back = await daughter.ask(
      'POST',
      '/api/portal/people',
      byBirth(mother, MOTHER.birthDate, { relation: 'parent' }),
    )
    expect(type(back.body), 'what was proved before is not taken for an answer').toBe('not-found')
  })

  test('a record that was merged is acted for under the one that stays; a number unused for months proves its people anew', async () => {
    const other = await known('林秀英', MOTHER.phone, MOTHER.birthDate, '110101200002290018')
    const own = await signedInPatient(at, MOTHER.phone)
    await mergeFromSystem(at.house)(systemCaller(at.house.hospital.id), {
      source: 'HIS',
      occurredAt: null,
      person: { identifiers: [{ system: 'HIS', kind: 'patient-number', value: '110101200002290018' }], name: '林秀英' },
      from: [{ system: 'HIS', kind: 'patient-number', value: MOTHER.id }],
    })
    const people = async () => (await own.ask('GET', '/api/portal/session')).body.account.people
    expect((await people()).map((one: { patientId: string }) => one.patientId)).toEqual([other, child])
    at.clock.set(at.house.clock.now().add({ hours: 24 * 91 }))
    const later = await signedInPatient(at, MOTHER.phone)
    const { account } = (await later.ask('GET', '/api/portal/session')).body
    expect(account.people).toEqual([])
    expect(account.candidates).toHaveLength(2)
    turns += 91
  })

  test('leaving closes the account and all its sessions', async () => {
    const one = await signedInPatient(at, '13900006000')
    expect((await one.ask('POST', '/api/portal/leave')).status).toBe(200)
    expect((await one.ask('GET', '/api/portal/session')).body.account).toBeNull()
  })
})

describe('somebody unknown', () => {
  test('makes a record by name and ID number; wrong numbers are refused, 15 digits taken, a known one is for the desk', async () => {
    const browser = await signedInPatient(at, '13900007000')
    const register = (body: object) =>
      browser.ask('POST', '/api/portal/people/new', { relation: 'self', isGuardian: false, ...body })
    expect(type((await register({ name: '王新', idNumber: '340524198001010013' })).body)).toBe('document-invalid')
    expect(type((await register({ name: '王新', idNumber: '110101200102290015' })).body)).toBe('document-invalid')
    expect(type((await register({ name: '张三', idNumber: '350206195606150022' })).body)).toBe('register-at-desk')
    const made = await register({ name: '王新', idNumber: '130503670401001' })
    expect(made.body.people).toEqual([expect.objectContaining({ nameMasked: '王*', relation: 'self', isChild: false })])
    expect((await register({ name: '王新', idNumber: '130503196704010016' })).body.people).toHaveLength(1)
    const refused = await register({ name: '王小', idNumber: '350206201809011231', relation: 'child' })
    expect(type(refused.body)).toBe('guardian-needed')
    expect(type((await register({ name: '李新', idNumber: '11010119900307803X' })).body)).toBe('self-already')
    expect(
      await rows(`select id from patient.patient where registered_at >= $1 and name_masked in ('王*小', '李*')`, [
        at.house.clock.now().subtract({ hours: 1 }).toString(),
      ]),
    ).toEqual([])
    const made2 = await rows<{ n: number }>(`select count(*) as n from patient.patient where name_masked = '王*'`)
    expect(made2[0]?.n).toBe(1)
  })
})
