import { readText } from './read-text'

export type ServiceCall = { headers?: Record<string, string>; form?: Record<string, string>; timeoutMs: number; maxBytes: number }

/**
 * The text that a service of someone else's answers with. Null when it is away, slow, long-winded, fails or redirects, which
 * could lead a secret to another host: the app goes on without it.
 */
export async function askService(url: string, { headers = {}, form, timeoutMs, maxBytes }: ServiceCall): Promise<string | null> {
  const post = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }
  try {
    const answer = await fetch(url, { ...post, headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    return answer.status < 500 ? await readText(answer, maxBytes) : null
  } catch {
    return null
  }
}
