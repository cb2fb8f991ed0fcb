import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Visitor } from './browserless.ts'

const ChallengeSchema = z.object({ challenge: z.string(), salt: z.string(), hash: z.string(), numbers: z.number() })

/** The header of a solved challenge for a post to `path`, as a browser finds it. */
export async function solve(visitor: Visitor, path: string): Promise<{ 'x-proof': string }> {
  const { text } = await visitor.get(`/api/challenge?for=${path}`)
  const { challenge, salt, hash, numbers } = ChallengeSchema.parse(JSON.parse(text))
  for (let number = 0; number < numbers; number += 1)
    if (createHash('sha256').update(`${salt}${number}`).digest('hex') === hash) return { 'x-proof': `${challenge}.${number}` }
  throw new Error('The challenge has no solution.')
}
