import { installedFeatures } from '#platform/features.ts'
import type { Email } from './define-mail.ts'

/** Every email that a feature sends. */
export async function allEmails(): Promise<Email[]> {
  const modules = await Promise.all(installedFeatures().serverFeatures.map(({ emails }) => emails?.() ?? {}))
  return modules.flatMap((emails) => Object.values(emails))
}
