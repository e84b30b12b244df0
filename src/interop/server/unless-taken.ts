import { Problem } from '#kernel/problem.ts'

const UNIQUE_VIOLATION = '23505'

/** Writes a row whose name must be its own; a name that another has is the refusal `code`. */
export async function unlessTaken(code: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) throw new Problem(code)
    throw error
  }
}
