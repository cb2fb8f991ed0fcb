import { expect, test } from './fixtures.ts'
import { signIn } from './forms.ts'

for (const javaScriptEnabled of [true, false])
  test.describe(`scripts: ${javaScriptEnabled}`, () => {
    test.use({ javaScriptEnabled })
    test.afterEach(({ app }) => app.proxy.dropHeaders(null))

    // The headless shell has no setting that blocks cookies: the proxy drops them, and the page cannot use any.
    test('a browser that blocks cookies is told so after signing in', async ({ page, app, people }) => {
      app.proxy.dropHeaders(/^cookie$/)
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Emulation.setDocumentCookieDisabled', { disabled: true })
      await signIn(page, await people.create())
      await expect(page.getByRole('alert')).toContainText('Your browser is blocking cookies')
    })
  })
