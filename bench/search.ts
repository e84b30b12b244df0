/**
 * The one search box at hospital size: `node bench/search.ts [people]` (500,000 unless told otherwise) fills a database of its
 * own with people, then asks as desks do. The last line is `{"people","tokens","p50_ms","p99_ms","worst_ms","raw_p99_ms","app_cpu_ms"}`;
 * `p99` is the whole use case with its row in the journal, `raw` the look-up alone.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { assemble, ensureHospital } from '#apps/server/house.ts'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import type { Person } from '#modules/patient/index.ts'
import { checkDigit } from '#modules/patient/rules/resident-id.ts'
import { queryKeys } from '#modules/patient/rules/search-keys.ts'
import { insertKeys, searchByKeys } from '#modules/patient/server/find.ts'
import { claimAll } from '#modules/patient/server/identifier.ts'
import { searchPatients } from '#modules/patient/server/search-patients.ts'
import { insertPatients } from '#modules/patient/server/store.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/database.ts'
import { startEmbedded } from '#platform/embedded-postgres.ts'
import { openKeys } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'

const PEOPLE = Number(process.argv[2] ?? 500_000)
const AT_ONCE = 2000
const QUESTIONS = 4000
const DESKS = 4

/** As common as they are: the first third of all people has one of ten. */
const SURNAMES = [
  ...'陈陈陈陈林林林黄黄张张李李王王吴刘蔡杨许郑谢郭洪邱曾廖赖徐周叶苏庄吕江何萧罗高潘简朱钟游彭詹胡施沈余赵卢梁颜柯翁魏孙戴范方宋邓杜傅侯曹薛丁卓阮马董温唐蓝石蒋田康欧单解',
]
const GIVEN = [
  ...'秀英丽敏静伟芳军磊强洋艳勇娟杰涛明超兰霞平刚桂华玉春梅红建国文志海燕小宝晓东云飞龙雪梦婷佳欣怡子轩浩宇思琪雨泽俊凯诗涵博鑫一诺可心淑贞美珍阿水金木',
]

let seed = 20261121
const random = (below: number): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}
const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T
const two = (n: number) => String(n).padStart(2, '0')

function someone(n: number): { person: Person; number: string } {
  const birthDate = `${1935 + random(88)}-${two(1 + random(12))}-${two(1 + random(28))}`
  const seventeen = `3502${two(1 + random(12))}${birthDate.replaceAll('-', '')}${String(random(1000)).padStart(3, '0')}`
  return {
    number: `P${String(n).padStart(8, '0')}`,
    person: {
      name: pick(SURNAMES) + pick(GIVEN) + (random(5) === 0 ? '' : pick(GIVEN)),
      sex: Number(seventeen[16]) % 2 === 1 ? 'male' : 'female',
      birthDate,
      document: { kind: 'resident-id', number: seventeen + checkDigit(seventeen) },
      noDocumentReason: null,
      phones: [
        {
          number: `1${pick(['38', '39', '59', '86', '77'])}${String(random(1e8)).padStart(8, '0')}`,
          holder: 'self',
          state: 'unconfirmed',
          source: 'hospital-system',
        },
      ],
      address: '福建省厦门市同安区祥平街道',
      relatives: [],
      insurance: null,
    },
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const at = (list: readonly number[], share: number) =>
  Number((list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0).toFixed(2))

const folder = await mkdtemp(join(tmpdir(), 'yiguanjia-bench-search-'))
const postgres = await startEmbedded(join(folder, 'data'), { settings: { max_wal_size: '4GB' } })
try {
  await migrate(postgres.connection)
  const database = openDatabase(postgres.connection)
  const hospital = await ensureHospital(database)
  const house = assemble({
    hospital,
    database,
    clock: systemClock,
    keys: await openKeys(join(folder, 'key.json'), true),
    log: openLog('silent'),
    publicUrl: 'http://localhost',
    sealFile: null,
  })
  const client = new Client(postgres.connection)
  client.on('error', () => undefined)
  await client.connect()
  // The keys are written first and ordered afterwards, as a restore does it.
  await client.query('alter table patient.search_token drop constraint search_token_pkey')
  await client.query('drop index patient.search_token_patient')
  const asked: { person: Person; number: string }[] = []
  const started = performance.now()
  for (let done = 0; done < PEOPLE; done += AT_ONCE) {
    const now = house.clock.now()
    const people = Array.from({ length: Math.min(AT_ONCE, PEOPLE - done) }, (_, i) => {
      const { person, number } = someone(done + i)
      if (random(100) === 0) asked.push({ person, number })
      const seenAt = now.subtract({ minutes: random(60 * 24 * 365 * 3) })
      const identifiers = [{ system: 'HIS', kind: 'patient-number' as const, value: number }]
      return {
        id: house.ids.next(),
        person,
        identifiers,
        source: 'HIS',
        said: {},
        registeredAt: seenAt,
        seenAt,
        rankedAt: seenAt,
      }
    })
    await database.transact(async tx => {
      await insertPatients(house, tx, hospital.id, people)
      await claimAll(
        house,
        tx,
        hospital.id,
        people.map(one => ({ patientId: one.id, identifier: one.identifiers[0] as never })),
      )
      await insertKeys(house, tx, hospital.id, people)
    })
    if ((done / AT_ONCE) % 25 === 0)
      say(`${done + people.length} people, ${Math.round((performance.now() - started) / 1000)} s`)
  }
  await client.query("set maintenance_work_mem = '512MB'")
  await client.query('alter table patient.search_token add primary key (hospital_id, token, seen_at, patient_id)')
  await client.query('create index search_token_patient on patient.search_token (hospital_id, patient_id)')
  await client.query('vacuum analyze patient.search_token')
  await client.query('vacuum analyze patient.patient')
  const { rows: sizes } = await client.query(
    `select count(*)::int as tokens, pg_size_pretty(pg_total_relation_size('patient.search_token')) as token_table,
       pg_size_pretty(pg_total_relation_size('patient.patient')) as patient_table from patient.search_token`,
  )
  await client.end()
  say(JSON.stringify(sizes[0]))

  const caller: Caller = systemCaller(hospital.id)
  const question = (): string => {
    const { person, number } = pick(asked)
    const phone = person.phones[0]?.number ?? ''
    return pick([
      () => person.name.slice(0, 1),
      () => person.name.slice(0, 2),
      () => person.name,
      () => pick(['ch', 'cx', 'lx', 'zh', 'wj', 'lm', 'chen', 'linx', 'huang', 'zhangw', 'lvsi']),
      () => phone,
      () => phone.slice(-4),
      () => person.document?.number.slice(-4) ?? '',
      () => person.document?.number ?? '',
      () => number,
    ])()
  }
  const timed = async (work: (q: string) => Promise<unknown>, desks: number): Promise<number[]> => {
    const took: number[] = []
    const desk = async () => {
      for (let n = 0; n < QUESTIONS / desks; n += 1) {
        const q = question()
        const start = performance.now()
        await work(q)
        took.push(performance.now() - start)
      }
    }
    await Promise.all(Array.from({ length: desks }, desk))
    return took.toSorted((a, b) => a - b)
  }
  await timed(q => searchPatients(house, caller, { q }), DESKS)
  const raw = await timed(q => database.transact(tx => searchByKeys(house, tx, hospital.id, queryKeys(q), 21)), 1)
  const cpu = process.cpuUsage()
  const alone = await timed(q => searchPatients(house, caller, { q }), 1)
  const { user, system } = process.cpuUsage(cpu)
  const busy = await timed(q => searchPatients(house, caller, { q }), DESKS)
  say(
    `one desk: p50 ${at(alone, 0.5)} ms, p99 ${at(alone, 0.99)} ms; ${DESKS} desks at once: p50 ${at(busy, 0.5)} ms, p99 ${at(busy, 0.99)} ms`,
  )
  say(
    JSON.stringify({
      people: PEOPLE,
      tokens: sizes[0]?.tokens,
      p50_ms: at(alone, 0.5),
      p99_ms: at(alone, 0.99),
      worst_ms: at(alone, 1),
      raw_p99_ms: at(raw, 0.99),
      app_cpu_ms: Number(((user + system) / 1000 / QUESTIONS).toFixed(3)),
    }),
  )
  await database.close()
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
