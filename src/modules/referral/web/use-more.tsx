import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { AnyEndpoint, Sending } from '#kernel/endpoint.ts'
import { call } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import type { Row } from './tags.tsx'
import { referralWords } from './words.ts'

interface Page {
  readonly items: readonly Row[]
  readonly next: string | null
}

/** Further pages of a list under its first one; a new first page begins anew. */
export function useMore<E extends AnyEndpoint>(
  first: Page | null,
  asked: (after: string) => Sending<E>,
  endpoint: E,
): { readonly items: readonly Row[]; readonly button: ReactNode } {
  const say = useWords(referralWords)
  const [pages, setPages] = useState<{ of: Page | null; items: readonly Row[]; next: string | null }>({
    of: null,
    items: [],
    next: null,
  })
  const isOurs = pages.of === first
  const next = isOurs ? pages.next : (first?.next ?? null)
  const items = isOurs ? pages.items : []
  const load = async () => {
    if (next === null) return
    const page = (await call(endpoint, asked(next))) as Page
    setPages({ of: first, items: [...items, ...page.items], next: page.next })
  }
  return { items, button: next === null ? null : <Button onClick={() => void load()}>{say('more')}</Button> }
}
