import type { Viewer } from '#auth/sessions/viewer.ts'
import { navigation } from '#features/navigation.ts'

/** The pages that this person has. For comfort only: `ensureAdmin` enforces it. */
export const navigationOf = ({ role }: Pick<Viewer, 'role'>) => navigation.filter(({ group }) => group !== 'admin' || role === 'admin')
