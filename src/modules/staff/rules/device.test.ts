import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { type DeviceFacts, deviceState } from './device.ts'

const AT = Temporal.Instant.from('2026-11-16T09:00:00+08:00')
const minutes = (count: number) => AT.add({ minutes: count })
const NEW: DeviceFacts = { codeUntil: minutes(15), pairedAt: null, seenAt: null, revokedAt: null }

test.each([
  [NEW, 'waiting'],
  [{ ...NEW, codeUntil: AT }, 'code-over'],
  [{ ...NEW, codeUntil: null, pairedAt: minutes(-5) }, 'in-use'],
  [{ ...NEW, codeUntil: null, pairedAt: minutes(-60), seenAt: minutes(-5) }, 'in-use'],
  [{ ...NEW, codeUntil: null, pairedAt: minutes(-60), seenAt: minutes(-6) }, 'silent'],
  [{ ...NEW, pairedAt: minutes(-60), seenAt: minutes(-1), revokedAt: AT }, 'revoked'],
] as const)('a machine %j is %s', (device, state) => expect(deviceState(device, 5, AT)).toBe(state))
