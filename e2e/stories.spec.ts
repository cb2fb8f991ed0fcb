import { test } from './fixtures.ts'
import { HANDS } from './hands.ts'
import { chooseLanguage } from './stories/choose-language.ts'
import { chooseTheme } from './stories/choose-theme.ts'
import { editProfile } from './stories/edit-profile.ts'
import { hideChecklist } from './stories/hide-checklist.ts'
import { jumpByPalette } from './stories/jump-by-palette.ts'
import { mendSignUp } from './stories/mend-sign-up.ts'
import { narrowScreen } from './stories/narrow-screen.ts'
import { publicPages } from './stories/public-pages.ts'
import { readActivity } from './stories/read-activity.ts'
import { resetPassword } from './stories/reset-password.ts'
import { signUpToSignOut } from './stories/sign-up-to-sign-out.ts'
import { skipToContent } from './stories/skip-to-content.ts'

/** A story that is added here runs with each pair of hands it supports. */
const STORIES = [
  signUpToSignOut,
  mendSignUp,
  resetPassword,
  editProfile,
  hideChecklist,
  readActivity,
  jumpByPalette,
  skipToContent,
  narrowScreen,
  publicPages,
  chooseLanguage,
  chooseTheme,
]

for (const { by, hands, javaScriptEnabled } of HANDS)
  test.describe(by, () => {
    test.use({ javaScriptEnabled, contextOptions: { reducedMotion: 'reduce' } })
    for (const story of STORIES.filter(({ worksWithoutScripts }) => javaScriptEnabled || worksWithoutScripts))
      test(story.title, async ({ page, people, mail }) => {
        const stage = { hands, page, people, mail }
        if (story.needs === 'nobody') return story.run(stage)
        const person = await people.create()
        await people.signIn(page, person)
        await story.run({ ...stage, person })
      })
  })
