import { Hydrate } from '@tanstack/react-start'
import { m } from '#platform/i18n/generated/messages.js'
import { ButtonLink } from '#ui/button-link.tsx'
import { PublicPage } from '#ui/public-page.tsx'
import { useServerHtml } from '#ui/use-server-html.ts'
import { Comparison } from './comparison.tsx'
import { FeatureTable } from './feature-table.tsx'
import { ProductScreenshot } from './product-screenshot.tsx'
import { Questions } from './questions.tsx'
import { RequestPath } from './request-path.tsx'
import { StartCommands } from './start-commands.tsx'

/** Live in the browser are the head, the buttons and the commands; the rest is the server's HTML. */
export function LandingPage({ isSignedIn }: { isSignedIn: boolean }) {
  const serverHtml = useServerHtml()
  return (
    <PublicPage isSignedIn={isSignedIn}>
      <div className="grid items-end gap-x-16 gap-y-9 pt-12 pb-12 sm:pt-16 lg:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="grid gap-8">
          <Hydrate when={serverHtml}>
            <Headline />
          </Hydrate>
          <div className="flex flex-wrap items-center gap-3">
            <Actions isSignedIn={isSignedIn} />
          </div>
        </div>
        <div className="grid min-w-0 gap-3">
          <StartCommands />
          <Hydrate when={serverHtml}>
            <p className="text-sm text-pretty text-muted">{m.landing_start_text()}</p>
          </Hydrate>
        </div>
      </div>
      <Hydrate when={serverHtml}>
        <ProductScreenshot />
        <div className="divide-y border-b">
          <RequestPath />
          <FeatureTable />
          <Comparison />
          <Questions />
        </div>
      </Hydrate>
      <section aria-labelledby="start" className="grid items-end gap-x-16 gap-y-8 py-16 sm:py-20 lg:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="grid gap-6">
          <Hydrate when={serverHtml}>
            <Closing />
          </Hydrate>
          <div className="flex flex-wrap items-center gap-3">
            <Actions isSignedIn={isSignedIn} />
          </div>
        </div>
        <StartCommands />
      </section>
    </PublicPage>
  )
}

function Headline() {
  return (
    <div className="grid gap-5">
      <h1 className="max-w-[16ch] text-3xl font-semibold">{m.landing_title()}</h1>
      <p className="max-w-[54ch] text-lg text-pretty text-muted">{m.landing_lead()}</p>
    </div>
  )
}

function Closing() {
  return (
    <div className="grid gap-3">
      <h2 id="start" className="text-2xl font-semibold">
        {m.landing_close_title()}
      </h2>
      <p className="text-pretty text-muted">{m.landing_close_text()}</p>
    </div>
  )
}

function Actions({ isSignedIn }: { isSignedIn: boolean }) {
  if (isSignedIn) {
    return (
      <ButtonLink reloadDocument to="/app" size="lg">
        {m.landing_open_app()}
      </ButtonLink>
    )
  }
  return (
    <>
      <ButtonLink reloadDocument to="/sign-up" size="lg">
        {m.landing_sign_up()}
      </ButtonLink>
      <ButtonLink reloadDocument to="/sign-in" size="lg" variant="secondary">
        {m.landing_sign_in()}
      </ButtonLink>
    </>
  )
}
