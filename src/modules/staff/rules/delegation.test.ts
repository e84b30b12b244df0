import { describe, expect, test } from 'vitest'
import { MONDAY, personId, sampleOrganisation as org, unitId, without } from '../sample.ts'
import { type Delegation, mayActForDirector, mustDelegate } from './delegation.ts'

const given: Delegation = {
  unitId: unitId('KF'),
  directorId: personId('何秀英'),
  deputyId: personId('吴海燕'),
  scope: ['everything'],
  from: MONDAY,
  to: MONDAY.add({ hours: 48 }),
  revokedAt: null,
}
const deputy = personId('吴海燕')
const acts = (one: Delegation, at = MONDAY, scope: 'plan' | 'everything' = 'everything') =>
  mayActForDirector(org, [one], deputy, at, scope)

describe('who acts for the director', () => {
  test('the director always does, the deputy only under a delegation, others never', () => {
    expect(mayActForDirector(org, [], personId('何秀英'), MONDAY, 'plan')).toBe(true)
    expect(mayActForDirector(org, [], deputy, MONDAY, 'plan')).toBe(false)
    expect(mayActForDirector(org, [{ ...given, deputyId: personId('周敏') }], personId('周敏'), MONDAY, 'plan')).toBe(
      false,
    )
    expect(acts(given)).toBe(true)
  })

  test('from its first moment to before its last, and not after it was taken back', () => {
    expect(acts(given, MONDAY.subtract({ seconds: 1 }))).toBe(false)
    expect(acts(given, given.to.subtract({ seconds: 1 }))).toBe(true)
    expect(acts(given, given.to)).toBe(false)
    const revoked = { ...given, revokedAt: MONDAY.add({ hours: 1 }) }
    expect(acts(revoked, MONDAY)).toBe(true)
    expect(acts(revoked, MONDAY.add({ hours: 1 }))).toBe(false)
  })

  test('one for a matter holds for that matter alone', () => {
    const plan: Delegation = { ...given, scope: ['plan'] }
    expect(acts(plan, MONDAY, 'plan')).toBe(true)
    expect(acts(plan, MONDAY, 'everything')).toBe(false)
    expect(acts(given, MONDAY, 'plan')).toBe(true)
  })

  test('it ends with the director who gave it, and with the deputyship', () => {
    const noDirector = without(org, one => one.post === 'director')
    const noDeputy = without(org, one => one.post === 'deputy-director')
    expect(mayActForDirector(noDirector, [given], deputy, MONDAY, 'plan')).toBe(false)
    expect(mayActForDirector(noDeputy, [given], deputy, MONDAY, 'plan')).toBe(false)
  })
})

describe('giving it', () => {
  const term = { from: MONDAY, to: MONDAY.add({ hours: 24 }) }
  test('the director gives it to the deputy of the own unit', () =>
    expect(mustDelegate(org, personId('何秀英'), term, MONDAY)).toEqual({ unitId: unitId('KF'), deputyId: deputy }))

  test.each([
    ['not-director', () => mustDelegate(org, deputy, term, MONDAY)],
    [
      'no-deputy',
      () =>
        mustDelegate(
          without(org, one => one.post === 'deputy-director'),
          personId('何秀英'),
          term,
          MONDAY,
        ),
    ],
    ['delegation-order', () => mustDelegate(org, personId('何秀英'), { from: term.to, to: term.from }, MONDAY)],
    ['delegation-order', () => mustDelegate(org, personId('何秀英'), term, term.to)],
    [
      'delegation-order',
      () => mustDelegate(org, personId('何秀英'), { from: MONDAY, to: MONDAY.add({ hours: 187 * 24 }) }, MONDAY),
    ],
  ])('%s', (code, act) => expect(act).toThrow(expect.objectContaining({ code })))
})
