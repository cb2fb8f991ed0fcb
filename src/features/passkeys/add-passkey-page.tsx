import { useHydrated } from '@tanstack/react-router'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { TextField } from '#ui/text-field.tsx'
import { BackToPasskeys } from './back-to-passkeys.tsx'
import { canUsePasskeys } from './can-use-passkeys.ts'

const prepare = async (data: FormData) => (await import('./create-passkey.ts')).createPasskey(data)

export function AddPasskeyPage({ name, canAdd, refusal }: { name: string; canAdd: boolean; refusal: FormRefusal | null }) {
  const isHydrated = useHydrated()
  const isUseless = isHydrated && !canUsePasskeys()
  return (
    <>
      <PageHeading title={m.passkeys_add()} description={m.passkeys_add_description()} />
      {isUseless ? (
        <Banner tone="warning">{m.passkeys_unsupported()}</Banner>
      ) : (
        <Banner tone="warning" className="hidden noscript:flex">
          {m.passkeys_unsupported()}
        </Banner>
      )}
      {!canAdd && <Banner>{m.passkeys_problem_limit()}</Banner>}
      {canAdd && !isUseless && (
        <div className="noscript:hidden">
          <PostForm action="/settings/security/passkeys/add" refusal={refusal} prepare={prepare}>
            {({ busy, field }) => (
              <Card
                footer={
                  <Button type="submit" busy={busy}>
                    {m.passkeys_add_submit()}
                  </Button>
                }
              >
                <TextField
                  {...field('name')}
                  label={m.passkeys_name()}
                  hint={m.passkeys_name_hint()}
                  defaultValue={field('name').defaultValue ?? name}
                  autoComplete="off"
                  maxLength={60}
                  required
                />
              </Card>
            )}
          </PostForm>
        </div>
      )}
      <BackToPasskeys />
    </>
  )
}
