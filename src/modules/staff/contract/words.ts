import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { POSTS } from '../rules/post.ts'

export { POSTS }

export const id = z.uuid()
export const params = { id }
export const version = z.int().min(1).max(1_000_000)
export const reason = text(200)
export const phone = text(20, 3).regex(/^[0-9+\- ]+$/)
export const code = text(20).regex(/^[A-Za-z0-9-]+$/)
export const login = text(40, 2).regex(/^[A-Za-z0-9._-]+$/)
export const secret = z.string().min(1).max(200)
/** Six digits of an authenticator (动态口令). */
export const otp = z.string().regex(/^\d{6}$/)

export const Post = z.enum(POSTS).meta({ id: 'Post' })
export const Someone = z.strictObject({ id, name: z.string() })
