import { z } from 'zod'

/** A text as people type it: trimmed, at least `min` and at most `max` characters, without NUL and other control characters. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .max(max * 2)
    .trim()
    .min(min)
    .max(max)
    // PostgreSQL cannot store NUL, and no one types the others; tab and line breaks stay.
    // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u)
    .refine(value => value.isWellFormed())

// Marked pure, so that a screen that only needs `fill` does not carry Zod.
/** An instant on the wire: ISO 8601 with an offset. */
export const instant = /* @__PURE__ */ z.iso.datetime({ offset: true })

/** A day on the wire: `2026-11-21`. */
export const day = /* @__PURE__ */ z.iso.date()

/** Names of one screen's words in Chinese; English must have the same keys. */
export type Text<Source extends Readonly<Record<string, string>>> = Readonly<Record<keyof Source, string>>

/** Fills `{name}` places of a sentence. */
export const fill = (sentence: string, facts: Readonly<Record<string, string | number>> = {}): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => (name in facts ? String(facts[name]) : place))
