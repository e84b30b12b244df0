import { z } from 'zod'

/** Posts (岗位) in the order in which people read them. */
export const POSTS = [
  'director',
  'deputy-director',
  'centre-manager',
  'head',
  'liaison',
  'deputy-liaison',
  'group-lead',
  'group-member',
  'desk-agent',
  'duty-officer',
  'duty-manager',
  'privacy-officer',
  'administrator',
  'doctor',
  'member',
  'referrer',
] as const
export const Post = z.enum(POSTS).meta({ id: 'Post' })
export const Someone = z.strictObject({ id: z.uuid(), name: z.string() })
