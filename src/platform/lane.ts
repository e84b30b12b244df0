/** How a lane takes those who wait. */
export interface LaneOptions<Asked> {
  /** So many go together at most. */
  readonly atMost: number
  /** Two that say the same here never go together; null goes with anybody. */
  readonly apart?: (asked: Asked) => string | null
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked
  readonly mark: string | null
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/** Errors of a statement that PostgreSQL took back whole: a value, a constraint. Then each may be tried by itself. */
const TAKEN_BACK = /^2[23]/

/**
 * A lane (并道): who comes while others are under way waits for them, and all who wait then go together, as one statement and one
 * commit. Alone, nobody waits. One whose row is refused does not take the others along: they are tried again by themselves.
 */
export function laneOf<Asked, Answer>(
  together: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
  { atMost, apart = () => null }: LaneOptions<Asked>,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = []
  let busy = false

  const next = (): Waiting<Asked, Answer>[] => {
    const kept = new Set<string>()
    const later = waiting.slice(atMost)
    const now = waiting.slice(0, atMost).filter(one => {
      if (one.mark === null) return true
      if (kept.has(one.mark)) {
        later.push(one)
        return false
      }
      kept.add(one.mark)
      return true
    })
    waiting = later
    return now
  }
  const go = async (some: readonly Waiting<Asked, Answer>[]): Promise<void> => {
    try {
      const answers = await together(some.map(one => one.asked))
      for (const [place, one] of some.entries()) one.resolve(answers[place] as Answer)
    } catch (error) {
      if (some.length === 1 || !TAKEN_BACK.test((error as { code?: string }).code ?? ''))
        for (const one of some) one.reject(error)
      else for (const one of some) await go([one])
    }
  }
  const drive = () => {
    // Whoever else is in this turn of the loop comes along.
    setImmediate(() => {
      const some = next()
      void go(some).then(() => {
        if (waiting.length > 0) drive()
        else busy = false
      })
    })
  }
  return asked =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, mark: apart(asked), resolve, reject })
      if (busy) return
      busy = true
      drive()
    })
}
