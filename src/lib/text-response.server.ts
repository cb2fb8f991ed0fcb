import { FastResponse } from 'srvx'

const texts = new WeakMap<Response, string>()

/** The text of an answer that is one: to ask its `body` for it makes a stream. */
export const textOf = (response: Response): string | null => texts.get(response) ?? null

/** An answer whose text `textOf` knows. */
export function withText(text: string | null, init: ResponseInit): Response {
  const response = new FastResponse(text, init)
  if (text !== null) texts.set(response, text)
  return response
}
