import { z } from 'zod'
import { POSTS } from '../rules/post.ts'

export { POSTS }

export const Post = z.enum(POSTS).meta({ id: 'Post' })
export const Someone = z.strictObject({ id: z.uuid(), name: z.string() })
