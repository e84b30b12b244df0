import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { LanguageSwitch } from '#ui/desk/app-frame.tsx'
import { useWords } from '#ui/language.ts'
import { enter, type Me } from './session.ts'
import { SignInWays } from './sign-in-ways.tsx'
import { frameWords } from './words.ts'
import './sign-in.css'

export const Route = createFileRoute('/sign-in')({
  component: SignInPage,
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } =>
    // Only to a page of our own.
    typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {},
})

function SignInPage() {
  const say = useWords(frameWords)
  const navigate = useNavigate()
  const { to } = Route.useSearch()
  useEffect(() => {
    document.title = say('sign-in.title')
  }, [say])
  const go = (me: Me) => {
    enter(me)
    void navigate({ href: to ?? '/', replace: true })
  }
  return (
    <main className="s-page">
      <div className="s-card">
        <h1>{say('sign-in.brand')}</h1>
        <p>{say('sign-in.what')}</p>
        <SignInWays first="password" onEntered={go} />
        <p className="d-hint">{say('sign-in.forgot')}</p>
      </div>
      <LanguageSwitch />
    </main>
  )
}
