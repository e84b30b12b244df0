// Adds to package-lock.json the packages for other systems that the registry at hand does not carry. npm leaves them out
// when it cannot see them, and then `npm ci` refuses the lock file everywhere. Run it after each change of a dependency.
import fs from 'node:fs'

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'windows']
const PROCESSORS = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(fs.readFileSync(file, 'utf8'))
const { packages } = lock
let added = 0

for (const [place, { optionalDependencies = {}, dev }] of Object.entries({ ...packages }))
  for (const [name, version] of Object.entries(optionalDependencies)) {
    // A range is somebody's wish that npm has already settled; platform packages are asked for by one version.
    if (!/^\d+\.\d+\.\d+\S*$/.test(version) || found(place, name)?.version === version) continue
    const top = `node_modules/${name}`
    const where = packages[top] ? `${place}/${top}` : top
    packages[where] = { version, ...(dev && { dev }), optional: true, ...platformOf(name) }
    added += 1
  }

lock.packages = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1)))
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} added to package-lock.json`)

/** What Node would find as `name` from the package at `place`, as the lock file lays them out. */
function found(place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const here = packages[`${at && `${at}/`}node_modules/${name}`]
    if (here || !at) return here
  }
}

/** `@oxlint/binding-linux-x64-musl`: the name tells for whom it is, as npm's registry would. */
function platformOf(name) {
  const words = name.split(/[/-]/)
  const system = SYSTEMS.find(word => words.includes(word))
  const processor = PROCESSORS.find(word => words.includes(word))
  const libc = words.find(word => /^(gnu|musl)/.test(word))?.startsWith('musl') ? 'musl' : 'glibc'
  return {
    ...(system && { os: [system === 'windows' ? 'win32' : system] }),
    ...(processor && { cpu: [processor] }),
    ...(system === 'linux' && words.some(word => /^(gnu|musl)/.test(word)) && { libc: [libc] }),
  }
}
