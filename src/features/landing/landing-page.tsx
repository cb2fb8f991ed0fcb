import { m } from '~/messages/generated/messages'
import { ButtonLink } from '~/ui/button-link'
import { CodeBlock } from '~/ui/code-block'
import { GateBackdrop } from '~/ui/gate-backdrop'
import { SiteFooter } from '~/ui/site-footer'
import { SiteHeader } from '~/ui/site-header'
import { MAIN_ID } from '~/ui/skip-link'
import { FeatureTable } from './feature-table'
import { ProductScreenshot } from './product-screenshot'

export type LandingViewer = { name: string } | null

const START_COMMANDS = 'npm install\nnpm run dev'

export function LandingPage({ viewer }: { viewer: LandingViewer }) {
  return (
    <div className="relative isolate flex min-h-dvh flex-col overflow-x-clip">
      <GateBackdrop place="side" />
      <SiteHeader>
        <HeaderActions viewer={viewer} />
      </SiteHeader>
      <main
        id={MAIN_ID}
        tabIndex={-1}
        className="mx-auto grid w-full max-w-6xl grow grid-cols-1 gap-20 px-4 pt-12 pb-24 sm:px-8 sm:pt-20 lg:gap-28"
      >
        <div className="grid items-end gap-x-16 gap-y-10 lg:grid-cols-[1fr_22rem]">
          <div className="grid gap-6">
            <h1 className="max-w-[17ch] text-3xl font-semibold">{m.landing_title()}</h1>
            <p className="max-w-[56ch] text-lg text-pretty text-muted">{m.landing_lead()}</p>
            <div className="flex flex-wrap gap-3">
              <HeroActions viewer={viewer} />
            </div>
          </div>
          <div className="grid min-w-0 gap-2.5">
            <h2 className="text-sm font-medium">{m.landing_start_title()}</h2>
            <CodeBlock label={m.landing_start_title()} code={START_COMMANDS} prompt="$" />
            <p className="text-sm text-pretty text-muted">{m.landing_start_text()}</p>
          </div>
        </div>
        <ProductScreenshot />
        <FeatureTable />
      </main>
      <SiteFooter />
    </div>
  )
}

function HeaderActions({ viewer }: { viewer: LandingViewer }) {
  if (viewer !== null) {
    return (
      <ButtonLink to="/app" variant="secondary" size="sm">
        {m.landing_open_app()}
      </ButtonLink>
    )
  }
  return (
    <ButtonLink to="/sign-in" variant="ghost" size="sm">
      {m.landing_sign_in()}
    </ButtonLink>
  )
}

function HeroActions({ viewer }: { viewer: LandingViewer }) {
  if (viewer !== null) {
    return (
      <>
        <ButtonLink to="/app" size="lg">
          {m.landing_open_app()}
        </ButtonLink>
        <p className="self-center text-sm text-muted">{m.landing_signed_in_as({ name: viewer.name })}</p>
      </>
    )
  }
  return (
    <>
      <ButtonLink to="/sign-up" size="lg">
        {m.landing_sign_up()}
      </ButtonLink>
      <ButtonLink to="/sign-in" size="lg" variant="secondary">
        {m.landing_sign_in()}
      </ButtonLink>
    </>
  )
}
