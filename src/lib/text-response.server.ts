import { FastResponse } from 'srvx'

/** A response whose text is known: reading it from a `Response` of the platform makes a stream. */
export class TextResponse extends FastResponse {
  readonly knownText: string

  constructor(text: string, init: ResponseInit) {
    super(text, { status: init.status, headers: init.headers })
    this.knownText = text
  }
}

/** Null if it is not known. */
export const textOf = (response: Response): string | null => (response instanceof TextResponse ? response.knownText : null)
