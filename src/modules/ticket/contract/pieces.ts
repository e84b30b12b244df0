/** Pieces that the endpoints of matters share. */
import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { FIELD_TYPES } from '../rules/service-item.ts'

export const id = z.uuid()

export const params = { id }

export const partParams = { id, partId: id }

export const version = z.int().min(1).max(1_000_000)

export const phone = text(20, 3).regex(/^[0-9+\- ]+$/)

export const reason = text(500)

export const key = text(40).regex(/^[\w-]+$/)

export const due = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(1).max(43_200) }),
    z.strictObject({ kind: z.literal('working-days'), days: z.int().min(0).max(60) }),
  ])
  .nullable()

export const ItemField = z
  .strictObject({
    key,
    name: text(40),
    type: z.enum(FIELD_TYPES),
    required: z.boolean(),
    options: z.array(text(60)).max(30),
  })
  .meta({ id: 'ItemField' })

export const Someone = z.strictObject({ id, name: z.string() })

export const Unit = z.strictObject({ id, name: z.string() })

export const StepTick = z.strictObject({
  step: key,
  words: text(300).nullable().default(null),
  signature: z.string().max(40_000).nullable().default(null),
})

export const PaperTick = z.strictObject({
  name: text(80),
  state: z.enum(['present', 'missing', 'not-needed']),
  copies: z.int().min(0).max(50).optional(),
})
