import { describe, expect, test } from 'vitest'
import { routes } from '#apps/desk/routes.ts'
import { DUTY_LINK_KEYS, DUTY_LINKS, mustOpen, opens } from './duty-line.ts'
import { firstStatement } from './first-statement.ts'
import { POSTS } from './post.ts'

const addresses = new Set<string>(['/'])
const collect = (node: { readonly path?: string; readonly children?: readonly unknown[] }): void => {
  if (node.path !== undefined) addresses.add(node.path)
  for (const child of node.children ?? []) collect(child as never)
}
collect(routes as never)

describe('what a post has to do', () => {
  test('there are addresses to compare with', () => expect(addresses.size).toBeGreaterThan(8))
  test.each(DUTY_LINK_KEYS)('the page of “%s” is one of the desk’s', key =>
    expect(addresses).toContain(DUTY_LINKS[key].to),
  )

  test.each(POSTS)(
    'ORG-04 (part): the lines of %s are numbered, and each opens a page that the post may open',
    post => {
      const lines = firstStatement(post)
      expect(lines.length).toBeGreaterThan(1)
      expect(lines.map(line => line.no)).toEqual(lines.map((_, n) => n + 1))
      expect(lines.filter(line => !opens(post, line.link))).toEqual([])
      expect(() => mustOpen(post, lines)).not.toThrow()
    },
  )

  test('a line that leads to a closed page is refused with its number', () =>
    expect(() => mustOpen('member', [{ link: 'directory' }, { link: 'register' }])).toThrow(
      expect.objectContaining({ code: 'statement-link', facts: expect.objectContaining({ line: 2 }) }),
    ))
})
