import { checkDigit } from '#modules/patient/rules/resident-id.ts'

/** Districts of the demo's city, under codes that no real place has: 3599xx was never given out. */
export const DISTRICTS = [
  ['359901', '禾东区'],
  ['359902', '禾西区'],
  ['359903', '临塘区'],
  ['359904', '望岚区'],
  ['359905', '柏溪县'],
  ['359906', '青渡县'],
] as const

/**
 * A number of the form of a resident ID (虚构身份证号), check digit included, that belongs to nobody: a region that does not
 * exist, and numbers of the day counted from 900. `count` is how many of that day, place and sex there were before; 50 at most.
 */
export function residentNumber(region: string, birthDate: string, sex: 'male' | 'female', count: number): string {
  const ofTheDay = 900 + count * 2 + (sex === 'male' ? 1 : 0)
  const seventeen = `${region}${birthDate.replaceAll('-', '')}${ofTheDay}`
  return seventeen + checkDigit(seventeen)
}
