import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/sha'
import type { Visitor } from './browserless.ts'

/** The header of a solved challenge for a post to `path`, as a program that uses ALTCHA finds it. */
export async function solve(visitor: Visitor, path: string): Promise<{ 'x-proof': string }> {
  const { text } = await visitor.get(`/api/challenge?for=${path}`)
  const { parameters, signature } = JSON.parse(text) as Challenge & { signature: string }
  const challenge = { parameters, signature }
  return { 'x-proof': payloadOf(challenge, await solveChallenge({ challenge, deriveKey })) }
}

export const payloadOf = (challenge: object, solution: object | null): string =>
  Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
