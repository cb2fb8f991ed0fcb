/** Every feature, as browser and server know it. A line is all that installs one. */
import { auth } from '#auth/feature.ts'
import { email } from '#platform/email/feature.ts'
import { installFeatures } from '#platform/features.ts'
import { account } from './account/feature.ts'
import { activity } from './activity/feature.ts'
import { admin } from './admin/feature.ts'
import { authError } from './auth-error/feature.ts'
import { avatar } from './avatar/feature.ts'
import { confirm } from './confirm/feature.ts'
import { connections } from './connections/feature.ts'
import { data } from './data/feature.ts'
import { emailChange } from './email-change/feature.ts'
import { emailGallery } from './email-gallery/feature.ts'
import { emailVerification } from './email-verification/feature.ts'
import { gallery } from './gallery/feature.ts'
import { home } from './home/feature.ts'
import { jobs } from './jobs/feature.ts'
import { landing } from './landing/feature.ts'
import { language } from './language/feature.ts'
import { legal } from './legal/feature.ts'
import { magicLink } from './magic-link/feature.ts'
import { mailbox } from './mailbox/feature.ts'
import { notices } from './notices/feature.ts'
import { passkeys } from './passkeys/feature.ts'
import { passwordChange } from './password-change/feature.ts'
import { passwordReset } from './password-reset/feature.ts'
import { pricing } from './pricing/feature.ts'
import { providers } from './providers/feature.ts'
import { security } from './security/feature.ts'
import { sessions } from './sessions/feature.ts'
import { signIn } from './sign-in/feature.ts'
import { signOut } from './sign-out/feature.ts'
import { signUp } from './sign-up/feature.ts'
import { telemetry } from './telemetry/feature.ts'
import { twoFactor } from './two-factor/feature.ts'

export const features = [
  auth,
  email,
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

installFeatures({ features })

declare module '#platform/features.ts' {
  interface Register {
    features: typeof features
  }
}
