import { join } from 'node:path'
import { ensureHospital, assemble } from '#apps/server/house.ts'
import { systemCaller } from '#kernel/caller.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import { giveAccounts, publicCaller } from '#modules/staff/index.ts'
import { openSession } from '#modules/staff/server/open-session.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/database.ts'
import type { Connection } from '#platform/embedded-postgres.ts'
import { openKeys } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { smallHospital } from './hospital.ts'

const PATIENTS = 500
const SESSIONS = 16

/** A hospital with a desk whose people are signed in, and requests to send. */
export async function prepareDesk(connection: Connection, folder: string) {
  await migrate(connection)
  const keyFile = join(folder, 'key.json')
  const keys = await openKeys(keyFile, true)
  const database = openDatabase(connection, { size: 4 })
  const house = assemble({
    hospital: await ensureHospital(database),
    database,
    clock: systemClock,
    keys,
    log: openLog('warn'),
    publicUrl: 'http://localhost',
    sealFile: null,
  })
  const hospital = await smallHospital(house)
  await giveAccounts(house)(systemCaller(house.hospital.id), {
    password: 'Green-Banana-42',
    pin: '802617',
    people: ['lin', 'mei'].map(key => ({ personId: hospital.person[key] ?? '', login: key, badge: `B-${key}` })),
  })
  const cookies: string[] = []
  for (let n = 0; n < SESSIONS; n += 1) {
    const personId = hospital.person[n % 2 === 0 ? 'lin' : 'mei'] ?? ''
    const { token } = await openSession(house, publicCaller(house), {
      personId,
      way: 'password',
      position: String(1 + n),
    })
    cookies.push(`yiguanjia=${token}`)
  }
  const patients: string[] = []
  for (let n = 0; n < PATIENTS; n += 1) {
    const { patientId } = await upsertFromSystem(house)(systemCaller(house.hospital.id), {
      source: 'HIS',
      occurredAt: null,
      person: {
        identifiers: [{ system: 'HIS', kind: 'patient-number', value: `B${n}` }],
        name: '陈秀英',
        sex: 'female',
      },
    })
    patients.push(patientId)
  }
  await database.close()
  const units = [hospital.unit.finance, hospital.unit.insurance, hospital.unit.ward, hospital.unit.radiology]
  return {
    keyFile,
    cookies,
    body: (n: number) => ({
      patientId: patients[n % patients.length],
      requester: { name: '陈秀英', relation: '本人', phone: '13800138000' },
      item: 'SVC-18',
      description: '出院时预交金已补，系统没有更新；报销还缺一张盖章的明细。',
      difficulty: [],
      units: [units[n % units.length]],
      urgency: 'routine',
      channel: 'desk',
      wantedAt: null,
      contactWay: 'phone',
      consent: true,
      papers: [{ name: '身份证', state: 'present' }],
      papersReason: null,
    }),
  }
}
