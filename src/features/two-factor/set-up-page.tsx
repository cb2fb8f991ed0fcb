import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Button } from '#ui/button.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { CodeField } from './code-field.tsx'
import { SetUpSteps } from './set-up-steps.tsx'

type SetUp = { key: string; uri: string; qr: { size: number; path: string } }

export function SetUpPage({ setUp, refusal }: { setUp: SetUp; refusal: FormRefusal | null }) {
  return (
    <>
      <PageHeading title={m.second_factor_set_up_title()} description={m.second_factor_set_up_description()} />
      <SetUpSteps current={0} />
      <Card>
        <div className="grid items-start gap-6 sm:grid-cols-[auto_minmax(0,1fr)]">
          <QrCode {...setUp.qr} />
          <div className="grid grid-cols-1 gap-5">
            <KeyByHand setUpKey={setUp.key} uri={setUp.uri} />
            <PostForm action="/settings/security/two-factor/set-up" refusal={refusal}>
              {({ busy, field }) => (
                <>
                  <CodeField {...field('code')} busy={busy} label={m.second_factor_code()} hint={m.second_factor_code_hint()} />
                  <div className="flex flex-wrap gap-3">
                    <Button type="submit" busy={busy}>
                      {m.second_factor_turn_on()}
                    </Button>
                    <ButtonLink to="/settings/security/two-factor" variant="ghost">
                      {m.second_factor_not_now()}
                    </ButtonLink>
                  </div>
                </>
              )}
            </PostForm>
          </div>
        </div>
      </Card>
    </>
  )
}

/** Dark on white in both themes: not every reader takes it the other way round. */
function QrCode({ size, path }: SetUp['qr']) {
  return (
    <svg
      role="img"
      aria-label={m.second_factor_qr()}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="w-full max-w-60 justify-self-center rounded-lg border forced-color-adjust-none"
    >
      <path fill="white" d={`M0 0h${size}v${size}H0z`} />
      <path fill="black" d={path} />
    </svg>
  )
}

function KeyByHand({ setUpKey, uri }: { setUpKey: string; uri: string }) {
  return (
    <div className="grid gap-1 text-sm">
      <p className="text-muted">{m.second_factor_by_hand()}</p>
      {/* As high as the button, which comes with scripts. */}
      <div className="flex min-h-8 items-center gap-1">
        <code dir="ltr" className="min-w-0 font-mono wrap-anywhere">
          {setUpKey}
        </code>
        <CopyButton value={setUpKey.replaceAll(' ', '')} label={m.ui_copy_named({ name: m.second_factor_key() })} />
      </div>
      <p>
        <a href={uri} className="link">
          {m.second_factor_open_app()}
        </a>
      </p>
    </div>
  )
}
