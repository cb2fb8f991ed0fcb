import { readText } from '#platform/forms/read-text.ts'
import { timedService } from './telemetry.server.ts'

export type ServiceCall = {
  headers?: Record<string, string>
  form?: Record<string, string>
  json?: object
  timeoutMs: number
  maxBytes: number
}
/** `isRefusal`: it has found fault with the question (4xx). */
export type ServiceAnswer = { isRefusal: boolean; text: string }

/**
 * What a service of someone else's answers. Null when it is away, slow, long-winded, fails or redirects, which
 * could lead a secret to another host: the app goes on without it.
 */
export async function askService(
  url: string,
  { headers = {}, form, json, timeoutMs, maxBytes }: ServiceCall,
): Promise<ServiceAnswer | null> {
  const body = json === undefined ? form && new URLSearchParams(form) : new Blob([JSON.stringify(json)], { type: 'application/json' })
  const post = body === undefined ? {} : { method: 'POST', body }
  try {
    const ask = () => fetch(url, { ...post, headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    const answer = await timedService(url, ask)
    const answered = answer.status < 500 ? await readText(answer, maxBytes) : null
    return answered === null ? null : { isRefusal: answer.status >= 400, text: answered }
  } catch {
    return null
  }
}
