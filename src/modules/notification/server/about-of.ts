import { run, type Tx } from '#platform/database.ts'

/** What a message is about, and of which kind it is. */
export interface About {
  readonly kind: string
  readonly id: string
  readonly template: string
}

/** What a message was about: for a module that hears what became of one of its own. */
export async function aboutOf(tx: Tx, hospitalId: string, messageId: string): Promise<About | null> {
  const [found] = await run<About>(
    tx,
    'select about_kind as kind, about_id as id, template from notification.message where hospital_id = $1 and id = $2',
    [hospitalId, messageId],
  )
  return found ?? null
}
