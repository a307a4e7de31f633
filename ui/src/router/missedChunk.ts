import { lineLost } from '@/session/line'

const MARK = 'luoshi.reloaded'

/** What the browsers say when a page's script did not come. */
export function isMissedChunk(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script failed|preload CSS/i.test(error.message)
}

async function serverAnswers(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

/**
 * A page's script did not come. After an update of the server the open tab knows only the old names, so the page is
 * opened anew, once; without a server the reader stays where they are and is told that the line is down.
 */
export async function recover(path: string): Promise<void> {
  const again = sessionStorage.getItem(MARK) === path
  if (!again && (await serverAnswers())) {
    sessionStorage.setItem(MARK, path)
    window.location.assign(path)
  } else {
    lineLost.value = true
  }
}

/** The page came, so a later miss may open it anew again. */
export function arrived(): void {
  sessionStorage.removeItem(MARK)
}
