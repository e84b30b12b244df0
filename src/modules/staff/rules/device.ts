import type { Scope } from '#kernel/caller.ts'
import { type Instant, isBefore } from '#kernel/time.ts'

/** All that a paired machine may do (自助机权限): what stands under `/api/kiosk`, and nothing a person may. */
export const OF_A_KIOSK: ReadonlyMap<string, Scope> = new Map([['kiosk:use', 'hospital']])

export interface DeviceFacts {
  readonly codeUntil: Instant | null
  readonly pairedAt: Instant | null
  readonly seenAt: Instant | null
  readonly revokedAt: Instant | null
}
export type DeviceState = 'waiting' | 'code-over' | 'in-use' | 'silent' | 'revoked'

/** How a machine stands (设备状态): not paired yet, at work, without a sign of life for so long, or out of service. */
export function deviceState(device: DeviceFacts, silentMinutes: number, at: Instant): DeviceState {
  if (device.revokedAt !== null) return 'revoked'
  if (device.pairedAt === null)
    return device.codeUntil !== null && isBefore(at, device.codeUntil) ? 'waiting' : 'code-over'
  const seen = device.seenAt ?? device.pairedAt
  return isBefore(seen.add({ minutes: silentMinutes }), at) ? 'silent' : 'in-use'
}
