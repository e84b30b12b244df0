import type { Problems } from '#kernel/problem.ts'

/** Why a file is not taken. */
export const problems = {
  'file-empty': { status: 422, zh: '文件是空的，请选择填好的模板', en: 'The file is empty; choose a filled template' },
  'file-old-excel': {
    status: 422,
    zh: '这是旧版 .xls 或加了密码的文件，请在 Excel 中去掉密码并另存为 .xlsx 后重试',
    en: 'This is an old .xls or has a password; remove it, save as .xlsx and try again',
  },
  'file-not-excel': {
    status: 422,
    zh: '这不是能识别的 Excel 表格，请用下载的模板填写后重试',
    en: 'This is no Excel workbook that can be read; fill the template that is offered',
  },
  'file-cut-off': {
    status: 422,
    zh: '文件不完整或已损坏，可能没有传完，请重新上传',
    en: 'The file is damaged or not whole; send it again',
  },
  'file-locked': {
    status: 422,
    zh: '文件加了密码，请去掉密码后重试',
    en: 'The file has a password; remove it and try again',
  },
  'file-too-large-inside': {
    status: 422,
    zh: '表格展开后过大，请删去多余的行列、图片或拆成几个文件',
    en: 'The workbook is too large when unpacked; remove what is not needed, or split it',
  },
  'file-not-text': {
    status: 422,
    zh: '这不是 Excel 或 CSV 文件，请用下载的模板填写后重试',
    en: 'This is neither Excel nor CSV; fill the template that is offered',
  },
  'file-too-many-rows': {
    status: 422,
    zh: '一次最多 50000 行，请拆成几个文件',
    en: 'At most 50,000 rows at once; split the file',
  },
  'file-too-many-columns': {
    status: 422,
    zh: '列数太多，请只保留模板中的列',
    en: 'Too many columns; keep those of the template',
  },
  'headings-missing': {
    status: 422,
    zh: '没有找到这些列：{headings}。请核对第一行的列名，或下载模板',
    en: 'These columns were not found: {headings}. Check the headings in the first row, or take the template',
  },
  'headings-twice': {
    status: 422,
    zh: '列名重复：{headings}，请每列只保留一个',
    en: 'A heading stands twice: {headings}; keep one of each',
  },
  'no-rows': { status: 422, zh: '列名之下没有数据行', en: 'There are no rows below the headings' },
  'import-running': {
    status: 409,
    zh: '同类导入正在进行，请等它完成后再上传',
    en: 'An import of this kind is running; wait until it is through',
  },
  'import-over': { status: 409, zh: '这次导入已经结束', en: 'This import is over' },
  'report-gone': {
    status: 410,
    zh: '保存期已过，出错行的内容已清除，请重新导入原文件',
    en: 'The rows are no longer kept; import the file again',
  },
} as const satisfies Problems
