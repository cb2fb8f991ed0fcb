import { createIsomorphicFn } from '@tanstack/react-start'
import { getRequest } from '@tanstack/react-start/server'
import { readChallenge } from '#auth/two-factor/challenge.server.ts'

type ChallengeState = { lockedForSeconds: number | null }

/** For the page's loader: null when nothing is owed. The page always comes from the server; in the browser nobody knows. */
export const loadChallenge = createIsomorphicFn()
  .server(async (): Promise<ChallengeState | null> => {
    const challenge = await readChallenge(getRequest())
    return challenge && { lockedForSeconds: challenge.lockedForSeconds }
  })
  .client((): Promise<ChallengeState | null> => Promise.resolve({ lockedForSeconds: null }))
