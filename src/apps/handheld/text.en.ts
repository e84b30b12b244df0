import type { Text } from '#kernel/text.ts'
import type { zh } from './text.zh.ts'

export const en = {
  brand: 'Yiguanjia · phone',
  title: 'My matters',
  desk: 'the service desk',
  'sign-in': 'Sign in',
  login: 'Login',
  password: 'Password',
  'needs-login': 'Please enter your login',
  'needs-password': 'Please enter your password',
  'change-password': 'Please sign in on a computer first and set a password of your own.',
  'no-post': 'Your post takes no matters. If in doubt, ask the service desk.',
  'pain-points': 'Pain points',
} satisfies Text<typeof zh>
