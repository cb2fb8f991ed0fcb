/** Whom one can be at the stand-in, and what is odd about some. */
export type Email = { email: string; primary: boolean; verified: boolean; visibility: 'public' | 'private' | null }

export type StandInPerson = { id: number; login: string; name: string | null; emails: Email[]; remark?: string }

const address = (email: string, verified = true): Email => ({ email, primary: true, verified, visibility: 'private' })

export const PEOPLE: readonly StandInPerson[] = [
  { id: 583231, login: 'mona', name: 'Mona Lisa', emails: [address('mona@example.com')] },
  { id: 583232, login: 'hubert', name: 'Hubert Ito', emails: [address('hubert@example.com')] },
  { id: 583233, login: 'ada', name: 'Ada Park', emails: [address('ada@example.com')], remark: 'has the address of a seeded person' },
  { id: 583234, login: 'nomail', name: 'Noor Private', emails: [], remark: 'gives no email address' },
  {
    id: 583235,
    login: 'unverified',
    name: 'Uma Pending',
    emails: [address('uma@example.com', false)],
    remark: 'has not confirmed the address',
  },
]
