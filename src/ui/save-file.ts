const KEPT_MS = 60_000

/** Gives a file that came as base64 to the browser to keep; answers with its name. */
export function saveFile(file: { readonly name: string; readonly type: string; readonly content: string }): string {
  const bytes = Uint8Array.from(atob(file.content), letter => letter.codePointAt(0) ?? 0)
  const url = URL.createObjectURL(new Blob([bytes], { type: file.type }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads it after the press.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
  return file.name
}
