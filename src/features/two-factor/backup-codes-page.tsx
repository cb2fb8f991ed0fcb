import { useHydrated } from '@tanstack/react-router'
import { brand } from '#brand.ts'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { buttonLook } from '#ui/button-look.ts'
import { Card } from '#ui/card.tsx'
import { CheckboxField } from '#ui/checkbox-field.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { SetUpSteps } from './set-up-steps.tsx'

type Props = { codes: string[]; email: string; refusal: FormRefusal | null }

export function BackupCodesPage({ codes, email, refusal }: Props) {
  return (
    <>
      <PageHeading title={m.second_factor_save_title()} description={m.second_factor_save_description()} />
      <div className="print:hidden">
        <SetUpSteps current={2} />
      </div>
      <Card footer={<WaysToKeep codes={codes} email={email} />}>
        <p className="hidden text-sm print:block">{m.second_factor_codes_for({ app: brand.name, email })}</p>
        <ol dir="ltr" className="grid gap-x-8 gap-y-2 font-mono text-sm md:grid-cols-2">
          {codes.map((code) => (
            <li key={code} className="wrap-anywhere">
              {code}
            </li>
          ))}
        </ol>
        <Banner tone="warning" className="print:hidden">
          {m.second_factor_shown_once()}
        </Banner>
      </Card>
      <div className="max-w-prose print:hidden">
        <PostForm action="/settings/security/two-factor/codes" refusal={refusal}>
          {({ busy, field }) => (
            <>
              <CheckboxField name="saved" error={field('saved').error} label={m.second_factor_saved()} required />
              <div>
                <Button type="submit" busy={busy}>
                  {m.second_factor_finish()}
                </Button>
              </div>
            </>
          )}
        </PostForm>
      </div>
    </>
  )
}

function WaysToKeep({ codes, email }: { codes: string[]; email: string }) {
  const isHydrated = useHydrated()
  const text = [m.second_factor_codes_for({ app: brand.name, email }), '', ...codes, ''].join('\n')
  return (
    <div className="flex flex-wrap items-center gap-3 print:hidden">
      <CopyButton value={codes.join('\n')} label={m.ui_copy_named({ name: m.second_factor_backup_codes() })} />
      {isHydrated && (
        <Button variant="secondary" onClick={() => window.print()}>
          {m.second_factor_print()}
        </Button>
      )}
      {/* In the page itself: the server has forgotten them. */}
      <a
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        download={`${brand.name.toLowerCase()}-backup-codes.txt`}
        className={buttonLook('secondary', 'md')}
      >
        {m.second_factor_download()}
      </a>
    </div>
  )
}
