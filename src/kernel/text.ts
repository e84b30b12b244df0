import { z } from 'zod'

/** Blanks without width, soft hyphens, and what turns the direction of writing: they hide or pretend, and nobody types them. What joins an emoji stays. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g

/**
 * A text as people type it: trimmed, at least `min` and at most `max` characters that can be seen, without NUL and other control characters.
 */
export const text = (max: number, min = 1) =>
  z
    .string()
    .max(max * 2)
    .overwrite(value => value.replaceAll(UNSEEN, ''))
    .trim()
    .min(min)
    .max(max)
    // PostgreSQL cannot store NUL, and no one types the others; tab and line breaks stay.
    // oxlint-disable-next-line no-control-regex -- control characters are what it refuses
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u)
    .refine(value => value.isWellFormed())

/** Years that people mean; before and after them calendars and databases disagree on how a day is written. */
const isMeant = (iso: string): boolean => iso >= '1800' && iso < '3000'

// Marked pure, so that a screen that only needs `fill` does not carry Zod.
/** An instant on the wire: ISO 8601 with an offset, from 1800 to 2999. */
export const instant = /* @__PURE__ */ (() => z.iso.datetime({ offset: true }).refine(isMeant))()

/** A day on the wire: `2026-11-21`, from 1800 to 2999. */
export const day = /* @__PURE__ */ (() => z.iso.date().refine(isMeant))()

/** Names of one screen's words in Chinese; English must have the same keys. */
export type Text<Source extends Readonly<Record<string, string>>> = Readonly<Record<keyof Source, string>>

/** Fills `{name}` places of a sentence. */
export const fill = (sentence: string, facts: Readonly<Record<string, string | number>> = {}): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => (name in facts ? String(facts[name]) : place))
