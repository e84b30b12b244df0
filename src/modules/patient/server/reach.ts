import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Phone } from '../rules/person.ts'
import { phoneKey } from '../rules/phone.ts'
import { isDialable } from '../rules/phone-check.ts'
import { holding, type Need, type NeedKind } from '../rules/profile.ts'
import { identifiersOf } from './identifier.ts'
import { needsOf } from './need-store.ts'
import { familyOf, load } from './store.ts'
import { todayOf } from './today.ts'

/** How a person can be reached by text (触达方式): whole numbers, for whoever sends and shows them to nobody. */
export interface PatientReach {
  /** Good numbers, the best first; one that is wrong or out of use is not among them (PAT-05). */
  readonly numbers: readonly string[]
  /** The WeChat account, where the person bound one. */
  readonly openid: string | null
  readonly prefers: 'sms' | 'wechat' | null
  readonly language: 'zh' | 'en'
}

const STATE_ORDER = { confirmed: 0, unconfirmed: 1, wrong: 2, unused: 3 } as const
const HOLDER_ORDER = { self: 0, family: 1, carer: 2, work: 3 } as const

/**
 * The numbers to try, in order: the own before others', confirmed before unconfirmed. Relatives get a patient's text only where the
 * patient wants that, and then first; a telephone at work never does, because others read it.
 */
function numbersOf(phones: readonly Phone[], relatives: readonly string[], wantsFamily: boolean): string[] {
  const wrong = new Set(phones.filter(phone => !isDialable(phone)).map(phone => phone.number))
  const place = (phone: Phone) => HOLDER_ORDER[phone.holder] * 10 + STATE_ORDER[phone.state]
  const family = phones.filter(phone => phone.holder === 'family').map(phone => phone.number)
  const own = phones
    .filter(phone => phone.holder !== 'work')
    .toSorted((a, b) => place(a) - place(b))
    .map(phone => phone.number)
  const all = wantsFamily ? [...family, ...relatives, ...own] : own
  return [...new Set(all)].filter(number => !wrong.has(number))
}

/** How to reach the person whom `patientId` names, under whichever alias; null for an unknown id. */
export async function reachOfPatient(house: House, tx: Tx, patientId: string): Promise<PatientReach | null> {
  const hospitalId = house.hospital.id
  const stored = await load(house, tx, hospitalId, patientId, false)
  if (stored === null) return null
  const family = await familyOf(tx, hospitalId, stored.id)
  const needs = holding(await needsOf(house, tx, hospitalId, family), todayOf(house))
  const says = (kind: NeedKind, value: Need['value']) => needs.some(need => need.kind === kind && need.value === value)
  const wechat = [...(await identifiersOf(house, tx, hospitalId, family)).values()]
    .flat()
    .find(one => one.system === 'wechat')
  const relatives = stored.person.relatives.flatMap(one => (one.phone === null ? [] : [one.phone]))
  return {
    numbers: numbersOf(stored.person.phones, relatives, says('preferred-contact', 'family')),
    openid: wechat?.value ?? null,
    prefers: says('preferred-contact', 'sms') ? 'sms' : says('preferred-contact', 'wechat') ? 'wechat' : null,
    language: says('language', 'english') ? 'en' : 'zh',
  }
}

/** May this number be dialled for this patient (PAT-05)? One that was found wrong, or out of use, may not; an unknown one may. */
export async function isDialableFor(house: House, tx: Tx, patientId: string, number: string): Promise<boolean> {
  const stored = await load(house, tx, house.hospital.id, patientId, false)
  const known = stored?.person.phones.find(phone => phoneKey(phone.number) === phoneKey(number))
  return known === undefined || isDialable(known)
}
