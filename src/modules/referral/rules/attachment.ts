import { type FileKind, isOfKind } from '#kernel/file-kind.ts'
import { Problem } from '#kernel/problem.ts'

/** How many files a referral takes, and how large each may be. */
export interface AttachmentPolicy {
  readonly files: number
  readonly bytes: number
}

const MEGABYTE = 1024 * 1024

/** Refuses a file that is one too many, too large, or not what it says (附件检查). */
export function mustTake(content: Uint8Array, kind: FileKind, known: number, policy: AttachmentPolicy): void {
  if (known >= policy.files) throw new Problem('referral-files-full', { most: policy.files })
  if (content.length > policy.bytes)
    throw new Problem('referral-file-large', { megabytes: Math.floor((policy.bytes / MEGABYTE) * 10) / 10 })
  if (!isOfKind(content, kind)) throw new Problem('referral-file-kind')
}
