import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

/** The words that both kits say, for `useWords(uiWords)`. */
export const uiWords = { zh, en }
