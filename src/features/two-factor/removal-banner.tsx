import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'

/** On each page that shows two-factor, while its removal is pending. */
export function RemovalBanner({ dueAt, refusal = null }: { dueAt: string; refusal?: FormRefusal | null }) {
  return (
    <Banner tone="danger" title={m.second_factor_removal_title()}>
      <div className="grid grid-cols-1 gap-3">
        <p>
          {m.second_factor_removal_text()} <RelativeTime value={dueAt} className="font-semibold" />
        </p>
        <PostForm action="/settings/security/two-factor" refusal={refusal}>
          {({ busy }) => (
            <div>
              <Button type="submit" size="sm" busy={busy}>
                {m.second_factor_keep_submit()}
              </Button>
            </div>
          )}
        </PostForm>
      </div>
    </Banner>
  )
}
