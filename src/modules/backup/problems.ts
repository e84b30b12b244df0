import type { Problems } from '#kernel/problem.ts'

/** What the keeping of backups refuses. */
export const problems = {
  'backup-running': {
    status: 409,
    zh: '已有一份备份正在进行，请等它完成后再试',
    en: 'A backup is being made already; wait until it is through',
  },
  'folder-unusable': {
    status: 422,
    zh: '这个文件夹不能写入，请填写服务器上已存在、可写入的完整路径',
    en: 'This folder cannot be written to; give the whole path of one on the server that can',
  },
} as const satisfies Problems
