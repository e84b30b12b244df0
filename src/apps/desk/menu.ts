/** The menu of the desk: address, words, and the permission without which it is not shown. */
export const menu = [] as readonly {
  readonly to: string
  readonly zh: string
  readonly en: string
  readonly permission: string
}[]
