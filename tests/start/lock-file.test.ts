import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/process.ts'

interface Package {
  readonly version?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const read = (name: string) =>
  JSON.parse(readFileSync(join(ROOT, name), 'utf8')) as Record<string, Record<string, unknown>>
const packages = read('package-lock.json')['packages'] as Readonly<Record<string, Package>>

/** The version that Node would find as `name` from the package at `place`. */
function versionFrom(place: string, name: string): string | undefined {
  const found = packages[`${place && `${place}/`}node_modules/${name}`]
  return found || !place
    ? found?.version
    : versionFrom(place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))), name)
}

test('the lock file holds the packages for other systems too; npm ci refuses it otherwise (scripts/complete-lock.mjs adds them)', () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => /^\d+\.\d+\.\d+\S*$/.test(version) && versionFrom(place, name) !== version)
      .map(([name, version]) => `${name}@${version}, wanted by ${place}`),
  )
  expect(missing).toEqual([])
})

test('every version of ours is exact, and is the one in the lock file', () => {
  const { dependencies, devDependencies, optionalDependencies } = read('package.json')
  const ours = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(ours.length).toBeGreaterThan(30)
  for (const [name, version] of ours) expect(`${name} ${versionFrom('', name)}`).toBe(`${name} ${String(version)}`)
})
