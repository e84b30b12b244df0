/** Files travel as base64 in JSON. */

/** The bytes of a file that came from the house. */
export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), letter => letter.codePointAt(0) ?? 0)

/** A file that somebody chose, as the house takes it. */
export const base64Of = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve((reader.result as string).replace(/^[^,]*,/, '')))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file could not be read')))
    reader.readAsDataURL(file)
  })

const KEPT_MS = 60_000

/** An address of a file within this page; the browser reads it after the press, then it is forgotten. */
export function addressOf(file: { readonly type: string; readonly data: string }): string {
  const url = URL.createObjectURL(new Blob([bytesOf(file.data)], { type: file.type }))
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
  return url
}

/** Gives a file that came as base64 to the browser to keep; answers with its name. */
export function saveFile(file: { readonly name: string; readonly type: string; readonly content: string }): string {
  const link = document.createElement('a')
  link.href = addressOf({ type: file.type, data: file.content })
  link.download = file.name
  document.body.append(link)
  link.click()
  link.remove()
  return file.name
}
