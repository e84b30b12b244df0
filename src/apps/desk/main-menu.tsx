import { Link, useLocation } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useLanguage } from '#ui/language.ts'
import { headings, menu } from './menu.ts'

type Entry = (typeof menu)[number]

/** The pages that this person may open, under their headings (主菜单). */
export function MainMenu({ permissions }: { readonly permissions: readonly string[] }) {
  const language = useLanguage()
  return headings.map(heading => {
    const pages = menu.filter(entry => entry.under === heading.key && permissions.includes(entry.permission))
    const [only, more] = pages
    if (!only) return null
    return more ? (
      <Pages key={heading.key} name={heading[language]} pages={pages} />
    ) : (
      <PageLink key={heading.key} entry={only} />
    )
  })
}

function Pages({ name, pages }: { readonly name: string; readonly pages: readonly Entry[] }) {
  const { pathname } = useLocation()
  const isHere = pages.some(entry => pathname === entry.to || pathname.startsWith(`${entry.to}/`))
  const items = pages.map(entry => ({ key: entry.to, label: <PageLink entry={entry} /> }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" className="d-menu-heading" aria-current={isHere ? 'true' : undefined}>
        {name}
      </Button>
    </Dropdown>
  )
}

function PageLink({ entry }: { readonly entry: Entry }) {
  const language = useLanguage()
  return (
    <Link to={entry.to as '/'} activeOptions={{ exact: entry.to === '/', includeSearch: false }}>
      {entry[language]}
    </Link>
  )
}
