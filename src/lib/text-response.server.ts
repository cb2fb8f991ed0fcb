import { FastResponse } from 'srvx'

/**
 * An answer whose text is known: to ask a `Response` for its body makes a stream. Its headers are kept as they were given,
 * names in small letters, because `Headers` checks, copies and sorts them, which takes longer than a small answer does.
 */
export class TextResponse extends FastResponse {
  readonly whole: string | null
  #given: Readonly<Record<string, string>> | null

  constructor(text: string | null, status: number, headers: Headers | Record<string, string>) {
    super(text, { status, headers })
    this.whole = text
    this.#given = headers instanceof Headers ? null : headers
  }

  /** Who asks for them may change them: from then on these are what counts. */
  override get headers(): Headers {
    this.#given = null
    return super.headers
  }

  header(name: string): string | null {
    return this.#given === null ? super.headers.get(name) : (this.#given[name] ?? null)
  }

  with(more: Record<string, string>): TextResponse {
    if (this.#given !== null) return new TextResponse(this.whole, this.status, { ...this.#given, ...more })
    setAll(super.headers, more)
    return this
  }
}

/** Null where it is not known. */
export const textOf = (response: Response): string | null => (response instanceof TextResponse ? response.whole : null)

export const headerOf = (response: Response, name: string): string | null =>
  response instanceof TextResponse ? response.header(name) : response.headers.get(name)

/**
 * The answer with these headers besides, set on itself where it may be a stream: wrapping a streamed body in a new Response
 * lets a client that hangs up crash the process (nodejs/undici#5715).
 */
export function withHeaders(response: Response, more: Record<string, string>): Response {
  if (response instanceof TextResponse) return response.with(more)
  try {
    setAll(response.headers, more)
    return response
  } catch {
    // A redirect made by the platform is immutable, and has no body.
    const headers = new Headers(response.headers)
    setAll(headers, more)
    return new Response(null, { status: response.status, headers })
  }
}

function setAll(headers: Headers, more: Record<string, string>): void {
  for (const [name, value] of Object.entries(more)) headers.set(name, value)
}
