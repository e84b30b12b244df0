import { createFileRoute, Navigate } from '@tanstack/react-router'
import { useSession } from '#ui/desk/session.tsx'
import { Empty } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { menu } from './menu.ts'
import { frameWords } from './words.ts'

export const Route = createFileRoute('/_frame/')({ component: Start })

/** The first page that this person's posts open. */
function Start() {
  const say = useWords(frameWords)
  const { permissions } = useSession()
  const first = menu.find(entry => permissions.includes(entry.permission))
  return first ? <Navigate to={first.to as '/'} replace /> : <Empty>{say('start.nothing')}</Empty>
}
