import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Channel, TextChannel } from '../rules/message.ts'
import type { Content } from '../rules/template.ts'
import { initialContent, kindOf } from './kinds.ts'

/** The text that holds now: the newest approved version, else the one that the program comes with. */
export async function contentOf(
  house: House,
  tx: Tx,
  asked: { readonly code: string; readonly language: 'zh' | 'en'; readonly channel: TextChannel },
): Promise<{ version: number; content: Content }> {
  const [row] = await run<{ version: number; content: Content }>(
    tx,
    `select version, content from notification.template
     where hospital_id = $1 and code = $2 and language = $3 and channel = $4 and state = 'approved'
     order by version desc limit 1`,
    [house.hospital.id, asked.code, asked.language, asked.channel],
  )
  return row ?? { version: 0, content: initialContent(kindOf(asked.code), asked.language, asked.channel) }
}

/** Whose text the screen shows: a robot's to a group, an SMS' to a number. */
export const textChannel = (channel: Channel, address: string): TextChannel => {
  if (channel !== 'screen') return channel
  return address === 'robot' ? 'robot' : 'sms'
}
