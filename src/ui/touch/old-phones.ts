/** What the touch apps use and a phone of 2020 lacks; each only where it is missing. The syntax is lowered by the build. */
const MISSING = {
  at(this: readonly unknown[], index: number) {
    return this[index < 0 ? this.length + index : index]
  },
  findLast(this: readonly unknown[], test: (value: unknown, index: number) => boolean) {
    for (let index = this.length - 1; index >= 0; index -= 1) if (test(this[index], index)) return this[index]
    return undefined
  },
  toSorted(this: readonly unknown[], order?: (a: unknown, b: unknown) => number) {
    // oxlint-disable-next-line unicorn/no-array-sort -- this is what makes the other one
    return [...this].sort(order)
  },
}

for (const [name, value] of Object.entries(MISSING)) {
  if (!(name in Array.prototype))
    // oxlint-disable-next-line no-extend-native -- a standard method, where it is missing
    Object.defineProperty(Array.prototype, name, { value, writable: true, configurable: true })
}
