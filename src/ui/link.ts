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

/** What a link opens: one matter, and in whose name. The house checks the token anew with every call. */
export interface Opened {
  readonly purpose: 'matter' | 'extra' | 'booking'
  readonly matter: string
  readonly person: string | null
}

/** Kind, hospital, matter, person, end: as `signLink` of the house writes them, before the signature. */
const PURPOSES: readonly Opened['purpose'][] = ['matter', 'matter', 'extra', 'booking']
const MATTER_AT = 17
const PERSON_AT = 33
const END_AT = 49

/** What the token says that it opens; null when it is cut short. */
export function linkOpens(token: string): Opened | null {
  const bytes = bytesOf(token)
  if (bytes === null || bytes.length <= END_AT) return null
  const person = idOf(bytes.slice(PERSON_AT, END_AT))
  return {
    purpose: PURPOSES[bytes[0] ?? 0] ?? 'matter',
    matter: idOf(bytes.slice(MATTER_AT, PERSON_AT)),
    person: /[1-9a-f]/.test(person) ? person : null,
  }
}

function bytesOf(base64url: string): readonly number[] | null {
  try {
    const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
    return Array.from(text, letter => letter.charCodeAt(0))
  } catch {
    return null
  }
}

const idOf = (bytes: readonly number[]): string =>
  bytes
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** A short name of the link for what is kept in the browser; the token itself is never stored. */
export function linkName(token: string): string {
  let sum = 0x811c9dc5
  for (const letter of token) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (sum >>> 0).toString(36)
}

/** The short code of a message's link (短链接), where the address has one instead of the token. */
export function shortCode(): string | null {
  const code = location.hash.slice(1)
  return /^\/[ph](?:\/|$)/.test(location.pathname) && /^[2-9A-HJ-NP-Z]{12}$/.test(code) ? code : null
}
