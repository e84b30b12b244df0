import { z } from 'zod'
import { post } from '#kernel/endpoint.ts'
import { day, text } from '#kernel/text.ts'
import { id, NeedKind, params, version } from './words.ts'

export const NeedSource = z.enum(['patient', 'family', 'staff', 'hospital-system'])

export const BannerLine = z
  .strictObject({ kind: NeedKind, weight: z.enum(['alert', 'care', 'note']), zh: z.string(), en: z.string() })
  .meta({ id: 'BannerLine', description: '患者服务提示' })

export const ContactAdvice = z
  .strictObject({ way: z.enum(['call', 'text', 'in-person']), mayCall: z.boolean(), because: NeedKind.nullable() })
  .meta({ id: 'ContactAdvice', description: '联系方式建议' })

export const Need = z
  .strictObject({
    id,
    version,
    kind: NeedKind,
    value: z.string(),
    note: z.string().nullable(),
    since: day,
    validTo: day.nullable(),
    source: NeedSource,
    /** Does it hold today? */
    holds: z.boolean(),
  })
  .meta({ id: 'Need', description: '个性化需求' })

export const Profile = z
  .strictObject({ needs: z.array(Need), banner: z.array(BannerLine), contact: ContactAdvice })
  .meta({ id: 'ServiceProfile', description: '患者服务档案' })

export const setNeed = post('/api/patients/:id/needs', {
  id: 'patient.set-need',
  summary: 'Write a need into the service profile; of a kind that can be only one, the one before ends (服务档案)',
  access: 'patient:write',
  params,
  body: z.strictObject({
    kind: NeedKind,
    value: text(40),
    note: text(100).nullable().default(null),
    since: day.optional(),
    validTo: day.nullable().default(null),
    source: NeedSource,
  }),
  returns: Profile,
  problems: ['need-unknown', 'need-wants-words', 'need-ends-before-it-begins'],
})

export const endNeed = post('/api/patients/:id/needs/:needId/end', {
  id: 'patient.end-need',
  summary: 'A need holds no longer',
  access: 'patient:write',
  params: { id, needId: id },
  body: z.strictObject({ version }),
  returns: Profile,
  problems: ['stale-version'],
})
