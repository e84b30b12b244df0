import { call } from '#ui/client.ts'
import { shortCode } from '#ui/link.ts'
import { openLink } from '../contract.ts'

/**
 * Puts the link in the place of the short code that a message showed (打开短链接). A code that has ended stays, and the page says
 * that its link is broken.
 */
export async function openShortLink(): Promise<void> {
  const code = shortCode()
  if (code === null) return
  const answer = await call(openLink, { body: { code } }).catch(() => null)
  if (answer === null) return
  history.replaceState(null, '', `#${answer.token}`)
  dispatchEvent(new HashChangeEvent('hashchange'))
}
