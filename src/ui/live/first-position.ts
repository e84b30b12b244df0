let position: string | null = null
let tell: (position: string | null) => void = () => {}
const known = new Promise<string | null>(resolve => {
  tell = resolve
})

/** Learns from the first answer where the journal stood when it was made: what was read later is at least as new. */
export function learnPosition(said: string | null): void {
  if (position !== null || said === null) return
  position = said
  tell(said)
}

/** Where the stream of changes begins, so that nothing is missed between the first reading and the stream; null: unknown. */
export const firstPosition = (patience: number): Promise<string | null> =>
  Promise.race([known, new Promise<null>(resolve => setTimeout(() => resolve(null), patience))])
