import { findBest, isWithin, type Named, type Rank, rankOfName } from '#kernel/find.ts'

/** Titles (职称), the highest first. */
export const TITLES = ['chief', 'associate-chief', 'attending', 'resident'] as const
export type Title = (typeof TITLES)[number]

/** Fee levels of a consultation (号别): 普通, 副主任, 主任, 特需. What each costs is a price, not this. */
export const FEE_LEVELS = ['ordinary', 'associate', 'expert', 'special'] as const
export type FeeLevel = (typeof FEE_LEVELS)[number]

/** A doctor as the directory keeps one (医生, DIR-02). All of it is published; none of it is private. */
export interface Doctor {
  /** 工号, or what the HIS calls the doctor by. */
  readonly code: string
  /** Who it is among the staff, where that is known. */
  readonly personId: string | null
  /** Comes from another hospital (外聘). */
  readonly isVisiting: boolean
  readonly name: string
  readonly title: Title
  readonly feeLevel: FeeLevel
  /** What the doctor treats best (擅长), one a line. */
  readonly strengths: readonly string[]
  readonly languages: readonly string[]
  /** The own department first. */
  readonly unitIds: readonly string[]
  /** May a patient look the doctor up? */
  readonly isPublic: boolean
}

/** A doctor as one is looked for. */
export interface FindableDoctor extends Named, Pick<Doctor, 'strengths'> {
  /** Names of the departments and how they sound. */
  readonly departments: readonly Named[]
}

/** The doctors that `typed` means: by name, pinyin, department, strength; 「消化 胃镜」 asks for both. */
export const findDoctors = <T extends FindableDoctor>(doctors: readonly T[], typed: string): T[] =>
  findBest(doctors, typed, rankOf)

function rankOf(doctor: FindableDoctor, word: string): Rank {
  const named = rankOfName(doctor, word)
  if (named !== null) return named
  if (isWithin(doctor.strengths, word)) return 6
  const departments = doctor.departments.flatMap(one => rankOfName(one, word) ?? [])
  return departments.length === 0 ? null : 7 + Math.min(...departments)
}

/** Which of them differ. */
export const changedFields = (before: Doctor, after: Doctor): (keyof Doctor)[] =>
  (Object.keys(after) as (keyof Doctor)[]).filter(
    field => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
