interface FieldText {
  readonly name: string
  readonly text: string
}

/** WeChat's fields as a person writes them, one a line: `thing2={item}`. */
export const fieldLines = (fields: readonly FieldText[]): string =>
  fields.map(field => `${field.name}=${field.text}`).join('\n')

/** The fields of such lines; what has no `=` is a name without a text. */
export const fieldsFrom = (lines: string): FieldText[] =>
  lines
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => {
      const [name = '', ...text] = line.split('=')
      return { name: name.trim(), text: text.join('=').trim() }
    })
