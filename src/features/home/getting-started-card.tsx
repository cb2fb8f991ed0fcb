import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Button } from '#ui/button.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { Checklist } from '#ui/checklist.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { type Facts, GETTING_STARTED } from './getting-started.ts'

/** Goes by itself when all is done, or when the person has hidden it. */
export function GettingStartedCard({ facts, refusal }: { facts: Facts; refusal: FormRefusal | null }) {
  const items = GETTING_STARTED.map(({ id, title, text, action, href, isDone }) => ({
    id,
    title: title(),
    text: text(),
    isDone: isDone(facts),
    action: (
      <ButtonLink to={href} variant="secondary" size="sm">
        {action()}
      </ButtonLink>
    ),
  }))
  if (items.every(({ isDone }) => isDone)) return null
  return (
    <Card
      title={m.app_start_title()}
      footer={
        <PostForm action="/app" refusal={refusal}>
          {({ busy }) => (
            <div>
              <Button type="submit" variant="ghost" size="sm" busy={busy}>
                {m.app_start_hide()}
              </Button>
            </div>
          )}
        </PostForm>
      }
    >
      <Checklist label={m.app_start_progress()} items={items} />
    </Card>
  )
}
