import { type Caller, canIn } from '#kernel/caller.ts'
import { organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { attachmentPolicy, completeness } from '../settings.ts'

/** What a form asks for (转诊单): for which institutions the caller may send, to which departments, and what each type must have. */
export const referralForm = (house: House) => async (caller: Caller) => {
  const at = house.clock.now()
  const org = await organisation(house)
  const units = [...org.units.values()].toSorted((a, b) => a.code.localeCompare(b.code))
  const named = (kinds: readonly string[]) =>
    units.filter(unit => kinds.includes(unit.kind)).map(({ id, name }) => ({ id, name }))
  const needs = (await house.settings.at(caller.hospitalId, completeness, at)).value
  const files = (await house.settings.at(caller.hospitalId, attachmentPolicy, at)).value
  return {
    institutions: named(['community']).filter(unit => canIn(caller, 'referral:submit', unit.id)),
    units: [...named(['clinical']), ...named(['technical'])],
    required: {
      visit: [...needs.required.visit],
      admission: [...needs.required.admission],
      exam: [...needs.required.exam],
    },
    guardianBelowAge: needs.guardianBelowAge,
    files: files.files,
    fileBytes: files.bytes,
  }
}
