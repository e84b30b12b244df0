interface Group {
  readonly code: string
  readonly name: string
  readonly units: readonly string[]
}
interface Unit {
  readonly id: string
  readonly code: string
}

/** Groups of the robot as a person writes them, one a line: `ward=病区群=WK,NK`. */
export const groupLines = (groups: readonly Group[], units: readonly Unit[]): string =>
  groups
    .map(group => {
      const codes = group.units.map(id => units.find(unit => unit.id === id)?.code ?? id)
      return [group.code, group.name, codes.join(',')].filter(part => part !== '').join('=')
    })
    .join('\n')

/** The groups of such lines; a code that is no unit's stays as it is written, and is refused. */
export const groupsFrom = (lines: string, units: readonly Unit[]) =>
  lines
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => {
      const [code = '', name = '', codes = ''] = line.split('=').map(part => part.trim())
      const wanted = codes.split(/[,，、]/).map(one => one.trim())
      return {
        code,
        name: name || code,
        units: wanted.filter(one => one !== '').map(one => units.find(unit => unit.code === one)?.id ?? one),
      }
    })
