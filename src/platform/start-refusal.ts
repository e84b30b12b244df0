/** A start that cannot go on, said so that whoever started it can mend it: shown without a stack, in Chinese and English. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal'

  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(`${zh}\n${en}`, options)
  }
}
