/**
 * The signed link of one matter (签名链接): `/p#<token>` for a patient, `/h#<token>` for a liaison. The token is in the
 * fragment, so it reaches no log and no other site; every call of this page sends it in a header.
 */
export function linkToken(): string | null {
  const { pathname, hash } = location
  if (!/^\/[ph](?:\/|$)/.test(pathname)) return null
  const token = hash.slice(1)
  return /^[\w.~-]{16,512}$/.test(token) ? token : null
}

/** A short name of the link for what is kept in the browser; the token itself is never stored. */
export function linkName(token: string): string {
  let sum = 0x811c9dc5
  for (const letter of token) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (sum >>> 0).toString(36)
}
