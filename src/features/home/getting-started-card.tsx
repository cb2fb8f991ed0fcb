import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Button } from '~/ui/button'
import { ButtonLink } from '~/ui/button-link'
import { Card } from '~/ui/card'
import { Checklist } from '~/ui/checklist'
import { PostForm } from '~/ui/post-form'
import { type Facts, GETTING_STARTED } from './getting-started'

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
