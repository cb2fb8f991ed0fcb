/** Every feature, as the server alone knows it. Each entry point of the server imports this file first; Node runs it directly too. */
import { auth } from '#auth/feature.server.ts'
import { email } from '#platform/email/feature.server.ts'
import { events } from '#platform/events/feature.server.ts'
import { installFeatures } from '#platform/features.ts'
import { account } from './account/feature.server.ts'
import { activity } from './activity/feature.server.ts'
import { admin } from './admin/feature.server.ts'
import { authError } from './auth-error/feature.server.ts'
import { avatar } from './avatar/feature.server.ts'
import { confirm } from './confirm/feature.server.ts'
import { connections } from './connections/feature.server.ts'
import { data } from './data/feature.server.ts'
import { emailChange } from './email-change/feature.server.ts'
import { emailGallery } from './email-gallery/feature.server.ts'
import { emailVerification } from './email-verification/feature.server.ts'
import { gallery } from './gallery/feature.server.ts'
import { home } from './home/feature.server.ts'
import { jobs } from './jobs/feature.server.ts'
import { landing } from './landing/feature.server.ts'
import { language } from './language/feature.server.ts'
import { legal } from './legal/feature.server.ts'
import { magicLink } from './magic-link/feature.server.ts'
import { mailbox } from './mailbox/feature.server.ts'
import { notices } from './notices/feature.server.ts'
import { passkeys } from './passkeys/feature.server.ts'
import { passwordChange } from './password-change/feature.server.ts'
import { passwordReset } from './password-reset/feature.server.ts'
import { pricing } from './pricing/feature.server.ts'
import { providers } from './providers/feature.server.ts'
import { security } from './security/feature.server.ts'
import { sessions } from './sessions/feature.server.ts'
import { signIn } from './sign-in/feature.server.ts'
import { signOut } from './sign-out/feature.server.ts'
import { signUp } from './sign-up/feature.server.ts'
import { telemetry } from './telemetry/feature.server.ts'
import { twoFactor } from './two-factor/feature.server.ts'

export const serverFeatures = [
  email,
  events,
  auth,
  account,
  activity,
  admin,
  authError,
  avatar,
  confirm,
  connections,
  data,
  emailChange,
  emailGallery,
  emailVerification,
  gallery,
  home,
  jobs,
  landing,
  language,
  legal,
  magicLink,
  mailbox,
  notices,
  passkeys,
  passwordChange,
  passwordReset,
  pricing,
  providers,
  security,
  sessions,
  signIn,
  signOut,
  signUp,
  telemetry,
  twoFactor,
] as const

installFeatures({ serverFeatures })

declare module '#platform/features.ts' {
  interface Register {
    serverFeatures: typeof serverFeatures
  }
}
