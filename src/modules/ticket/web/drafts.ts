/**
 * What somebody was writing (草稿), kept for a reload in this tab only, and shown only to the person who wrote it: a desk is
 * shared. Gone when the tab is closed.
 */
const STORED_AS = 'yiguanjia.draft.'

export function readDraft(name: string, personId: string): unknown {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORED_AS + name) ?? 'null') as { by: string; draft: unknown } | null
    if (kept && kept.by === personId) return kept.draft
    if (kept) sessionStorage.removeItem(STORED_AS + name)
  } catch {
    // A browser that keeps nothing starts empty.
  }
  return null
}

export function keepDraft(name: string, personId: string, draft: unknown): void {
  try {
    if (draft === null) sessionStorage.removeItem(STORED_AS + name)
    else sessionStorage.setItem(STORED_AS + name, JSON.stringify({ by: personId, draft }))
  } catch {
    // Kept for this page only.
  }
}
