import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { id, params, version } from './words.ts'

export const DeviceState = z.enum(['waiting', 'code-over', 'in-use', 'silent', 'revoked'])

export const Device = z
  .strictObject({
    id,
    name: z.string(),
    place: z.string(),
    zone: z.string(),
    /** The departments whose patients check in here; none: all. */
    unitIds: z.array(id),
    state: DeviceState,
    codeUntil: instant.nullable(),
    pairedAt: instant.nullable(),
    seenAt: instant.nullable(),
    revokedAt: instant.nullable(),
    version,
  })
  .meta({ id: 'Device', description: '自助设备' })
const Code = z.strictObject({ id, name: z.string(), code: z.string(), until: instant })

const fields = { name: text(30), place: text(60), zone: text(40), unitIds: z.array(id).max(60) }

export const listDevices = get('/api/devices', {
  id: 'staff.devices',
  summary: 'The self-service machines: where they stand, whether they answer',
  access: 'device:read',
  returns: z.strictObject({ devices: z.array(Device), silentMinutes: z.int() }),
})
export const addDevice = post('/api/devices', {
  id: 'staff.add-device',
  summary: 'Add a self-service machine; the one-time code that it answers is typed at the machine',
  access: 'device:write',
  body: z.strictObject(fields),
  returns: Code,
  status: 201,
  problems: ['device-name-taken', 'unknown-unit'],
})
export const changeDevice = post('/api/devices/:id/change', {
  id: 'staff.change-device',
  summary: 'A machine stands elsewhere, or is for other departments',
  access: 'device:write',
  params,
  body: z.strictObject({ ...fields, version }),
  returns: Device,
  problems: ['not-found', 'device-name-taken', 'unknown-unit', 'stale-version'],
})
export const renewDeviceCode = post('/api/devices/:id/code', {
  id: 'staff.renew-device-code',
  summary: 'A new one-time code for a machine; what it was paired with before ends',
  access: 'device:write',
  params,
  returns: Code,
  problems: ['not-found', 'device-name-taken'],
})
export const revokeDevice = post('/api/devices/:id/revoke', {
  id: 'staff.revoke-device',
  summary: 'Take a machine out of service; it can do nothing from then on',
  access: 'device:write',
  params,
  body: z.strictObject({ reason: text(200) }),
  returns: Device,
  problems: ['not-found'],
})

/** Answers with a cookie that only `/api/kiosk` gets. */
export const pairDevice = post('/api/kiosk/pair', {
  id: 'kiosk.pair',
  summary: 'A machine brings its one-time code and is known from then on',
  access: 'public',
  body: z.strictObject({ code: text(20) }),
  returns: z.strictObject({ name: z.string() }),
  callsPerMinute: 10,
  problems: ['device-code-wrong'],
})
export const readKiosk = get('/api/kiosk', {
  id: 'kiosk.read',
  summary: 'What a machine shows of itself; asking is its sign of life',
  access: 'kiosk:use',
  returns: z.strictObject({
    hospital: z.strictObject({ name: z.string(), phone: z.string(), zone: z.string() }),
    name: z.string(),
    place: z.string(),
    zone: z.string(),
    idleSeconds: z.int(),
    warnSeconds: z.int(),
    at: instant,
  }),
})
