import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { titleOf } from './connection-title.ts'
import type { Connection } from './connections.queries.ts'

/** Connects one provider, or ends the connection. */
export function ConnectionPage({ connection, refusal }: { connection: Connection; refusal: FormRefusal | null }) {
  return (
    <>
      <PageHeading title={titleOf(connection)} />
      {connection.isLastWay ? <LastWay name={connection.name} /> : <ConnectionForm connection={connection} refusal={refusal} />}
    </>
  )
}

function ConnectionForm({ connection, refusal }: { connection: Connection; refusal: FormRefusal | null }) {
  const { id, name: provider, isConnected } = connection
  return (
    <PostForm action={`/settings/connections/${id}`} refusal={refusal}>
      {({ busy }) => (
        <Card
          footer={
            <>
              <Cancel />
              <Button type="submit" variant={isConnected ? 'danger' : 'primary'} busy={busy}>
                {titleOf(connection)}
              </Button>
            </>
          }
        >
          <input type="hidden" name="act" value={isConnected ? 'disconnect' : 'connect'} />
          <p className="max-w-prose text-pretty">
            {isConnected ? m.providers_disconnect_description({ provider }) : m.providers_connect_description({ provider })}
          </p>
        </Card>
      )}
    </PostForm>
  )
}

function LastWay({ name }: { name: string }) {
  return (
    <Card
      footer={
        <>
          <Cancel />
          <ButtonLink to="/settings/security/password">{m.providers_password_set()}</ButtonLink>
        </>
      }
    >
      <Banner tone="warning">{m.providers_last_way({ provider: name })}</Banner>
    </Card>
  )
}

function Cancel() {
  return (
    <ButtonLink to="/settings/connections" variant="secondary">
      {m.providers_cancel()}
    </ButtonLink>
  )
}
