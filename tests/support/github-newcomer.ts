import type { StandInPerson } from '../../scripts/stand-in-github/people.ts'
import type { StandInGithub } from '../../scripts/stand-in-github/server.ts'

let lastId = 900_000

/** Someone new at GitHub, the first of those to choose from, with a verified address unless told otherwise. */
export function newcomer(github: StandInGithub, about: Partial<StandInPerson> = {}): StandInPerson {
  lastId += 1
  const login = `octo${lastId}`
  const person = { id: lastId, login, name: `Octo ${lastId}`, emails: [addressOf(`${login}@example.com`)], ...about }
  github.people.unshift(person)
  return person
}

export const addressOf = (email: string, verified = true) => ({ email, primary: true, verified, visibility: null })
