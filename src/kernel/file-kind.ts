/** How each kind of file begins (文件头): what a file is, is not what it says. */
const BEGINS = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
} as const
export type FileKind = keyof typeof BEGINS

/** Is the content of the kind that it says it is? */
export const isOfKind = (content: Uint8Array, kind: FileKind): boolean =>
  BEGINS[kind].every((byte, n) => content[n] === byte)
