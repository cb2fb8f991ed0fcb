import { test } from './fixtures.ts'
import { HANDS } from './hands.ts'
import { changeEmail } from './stories/change-email.ts'
import { changePassword } from './stories/change-password.ts'
import { chooseLanguage } from './stories/choose-language.ts'
import { choosePicture } from './stories/choose-picture.ts'
import { chooseTheme } from './stories/choose-theme.ts'
import { connectGithub } from './stories/connect-github.ts'
import { disownSignIn } from './stories/disown-sign-in.ts'
import { confirmAndGoOn } from './stories/confirm-and-go-on.ts'
import { editProfile } from './stories/edit-profile.ts'
import { githubRefusals } from './stories/github-refusals.ts'
import { hideChecklist } from './stories/hide-checklist.ts'
import { jumpByPalette } from './stories/jump-by-palette.ts'
import { leaveAndStay } from './stories/leave-and-stay.ts'
import { losePhone } from './stories/lose-phone.ts'
import { mendSignUp } from './stories/mend-sign-up.ts'
import { mistypeCode } from './stories/mistype-code.ts'
import { narrowScreen } from './stories/narrow-screen.ts'
import { publicPages } from './stories/public-pages.ts'
import { readActivity } from './stories/read-activity.ts'
import { resetPassword } from './stories/reset-password.ts'
import { retryJob } from './stories/retry-job.ts'
import { revokeSession } from './stories/revoke-session.ts'
import { setTwoFactorUp } from './stories/set-up-two-factor.ts'
import { signInWithGithub } from './stories/sign-in-with-github.ts'
import { signInByMail } from './stories/sign-in-by-mail.ts'
import { signUpToSignOut } from './stories/sign-up-to-sign-out.ts'
import { skipToContent } from './stories/skip-to-content.ts'
import { trustDevice } from './stories/trust-device.ts'

/** A story that is added here runs with each pair of hands it supports. */
const STORIES = [
  signUpToSignOut,
  mendSignUp,
  resetPassword,
  disownSignIn,
  editProfile,
  confirmAndGoOn,
  signInByMail,
  hideChecklist,
  readActivity,
  jumpByPalette,
  skipToContent,
  narrowScreen,
  publicPages,
  chooseLanguage,
  chooseTheme,
  signInWithGithub,
  connectGithub,
  ...githubRefusals,
  setTwoFactorUp,
  trustDevice,
  losePhone,
  mistypeCode,
  changeEmail,
  changePassword,
  choosePicture,
  leaveAndStay,
  revokeSession,
  retryJob,
]

for (const { by, hands, javaScriptEnabled } of HANDS)
  test.describe(by, () => {
    test.use({ javaScriptEnabled, contextOptions: { reducedMotion: 'reduce' } })
    for (const story of STORIES.filter(({ worksWithoutScripts }) => javaScriptEnabled || worksWithoutScripts))
      test(story.title, async ({ app, page, people, mail, github }) => {
        const stage = { hands, hasScripts: javaScriptEnabled, page, people, mail, github, databaseUrl: app.databaseUrl }
        if (story.needs === 'nobody') return story.run(stage)
        const person = await people.create({ isAdmin: story.needs === 'admin' })
        await people.signIn(page, person)
        await story.run({ ...stage, person })
      })
  })
