import { ApiProblem } from '#ui/client.ts'
import { language } from '#ui/language.ts'

/** Sends a file with its bytes as the body, and tells how far it is; `fetch` does not. Throws `ApiProblem`. */
export function sendFile(kind: string, file: File, onProgress: (share: number) => void): Promise<{ id: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/imports?${new URLSearchParams({ kind, file: file.name.slice(0, 200) })}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', language())
    request.responseType = 'json'
    request.upload.addEventListener('progress', event => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      const answer = request.response as Record<string, unknown> | null
      if (request.status === 202 && typeof answer?.['id'] === 'string') resolve({ id: answer['id'] })
      else
        reject(
          new ApiProblem(
            String(answer?.['type'] ?? '')
              .split('/')
              .at(-1) ?? '',
            request.status,
            String(answer?.['title'] ?? UNREACHABLE[language()]),
          ),
        )
    })
    request.addEventListener('error', () => reject(new ApiProblem('unreachable', 0, UNREACHABLE[language()])))
    request.send(file)
  })
}

const UNREACHABLE = {
  zh: '上传中断，请检查网络后重新选择文件',
  en: 'The upload broke off; check the network and choose the file again',
}
