import { useState } from 'react'
import { linkName, linkToken } from '#ui/link.ts'

/** A text that is kept while this tab lives, through a reload and a lost network, until it has been sent. */
export function useDraft(name: string): readonly [text: string, write: (text: string) => void] {
  const token = linkToken()
  const storedAs = `yiguanjia.draft.${token ? `${linkName(token)}.` : ''}${name}`
  const [text, setText] = useState(() => read(storedAs))
  const write = (next: string) => {
    setText(next)
    keep(storedAs, next)
  }
  return [text, write]
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function keep(key: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(key, text)
    else sessionStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing keeps it for this page.
  }
}
