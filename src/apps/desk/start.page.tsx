import { createFileRoute, Navigate, useNavigate } from '@tanstack/react-router'
import { Console, consoleSearch } from '#modules/ticket/web/index.ts'
import { useSession } from '#ui/desk/session.tsx'
import { Empty } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { menu } from './menu.ts'
import { frameWords } from './words.ts'

export const Route = createFileRoute('/_frame/')({ validateSearch: consoleSearch, component: Start })

/** The console for those who work on matters; for others the first page that their posts open. */
function Start() {
  const say = useWords(frameWords)
  const navigate = useNavigate()
  const search = Route.useSearch()
  const { permissions } = useSession()
  if (permissions.includes('ticket:read'))
    return (
      <Console
        search={search}
        onSearch={next => void navigate({ to: '/', search: next, replace: true })}
        onBoard={() => void navigate({ to: '/tickets' })}
      />
    )
  const first = menu.find(entry => permissions.includes(entry.permission))
  return first ? <Navigate to={first.to as '/'} replace /> : <Empty>{say('start.nothing')}</Empty>
}
