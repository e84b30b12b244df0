import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import type { Me } from './session.ts'
import { BadgeForm, SignInForm } from './sign-in-form.tsx'
import { frameWords } from './words.ts'

interface WaysProps {
  readonly onEntered: (me: Me) => void
  readonly first: 'password' | 'badge'
}

/** The two ways in; one at a time. */
export function SignInWays({ onEntered, first }: WaysProps) {
  const say = useWords(frameWords)
  const [way, setWay] = useState(first)
  const other = way === 'password' ? 'badge' : 'password'
  const otherWay = (
    <Button type="link" onClick={() => setWay(other)}>
      {say(other === 'badge' ? 'switch.by-badge' : 'switch.by-password')}
    </Button>
  )
  const Form = way === 'password' ? SignInForm : BadgeForm
  return <Form onEntered={onEntered} otherWay={otherWay} />
}
