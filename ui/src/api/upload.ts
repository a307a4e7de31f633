import { changeHeaders, onAnswer, onProblem } from './client'
import { ApiProblem, LOST, problemFrom } from './problem'

/** The code an error carries when the person stopped the upload. */
export const STOPPED = 'ui.stopped'

export interface UploadOptions {
  /** What the form carries beside the file. */
  fields?: Record<string, string>
  /** Stops the upload. */
  signal?: AbortSignal
}

function bodyOf(request: XMLHttpRequest): unknown {
  try {
    return JSON.parse(request.responseText) as unknown
  } catch {
    return null
  }
}

/** Sends one file as a form. `fetch` cannot tell how much has gone out, so this one call speaks the older way. */
export function upload<T>(path: string, file: File, key: string, progress: (share: number) => void, { fields = {}, signal }: UploadOptions = {}): Promise<T> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    const refuse = (problem: ApiProblem): void => {
      onProblem.run(problem)
      fail(problem)
    }
    request.open('POST', path)
    for (const [name, value] of Object.entries(changeHeaders(key))) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total)
    }
    request.onload = () => {
      onAnswer.run()
      const body = bodyOf(request)
      if (request.status >= 200 && request.status < 300 && body !== null) done(body as T)
      else refuse(problemFrom(body, request.status))
    }
    request.onerror = () => refuse(new ApiProblem({ status: 0, code: LOST }))
    request.onabort = () => fail(new ApiProblem({ status: 0, code: STOPPED }))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', file)
    request.send(form)
  })
}
