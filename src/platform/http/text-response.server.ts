import { FastResponse } from 'srvx'

/**
 * A response whose text is known, and encoded once. The framework looks at the body of every response, and the platform's
 * `Response` makes a stream for that: a tenth of a page's time (decision 025). Here the stream is made only if it is read.
 */
export class TextResponse extends FastResponse {
  readonly knownText: string
  readonly knownBytes: Uint8Array<ArrayBuffer>
  #stream: ReadableStream<Uint8Array<ArrayBuffer>> | null = null

  constructor(text: string, { status, headers }: ResponseInit) {
    const bytes = Buffer.from(text)
    super(bytes, { status, headers })
    this.knownText = text
    this.knownBytes = bytes
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return (this.#stream ??= new ReadableStream({ pull: (controller) => this.#write(controller) }, { highWaterMark: 0 }))
  }

  #write(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): void {
    controller.enqueue(this.knownBytes)
    controller.close()
  }
}

/** Null if it is not known. */
export const textOf = (response: Response): string | null => (response instanceof TextResponse ? response.knownText : null)
