import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { ButtonLink } from '~/ui/button-link'
import { Card } from '~/ui/card'
import { PageHeading } from '~/ui/page-heading'
import { PostForm } from '~/ui/post-form'
import { titleOf } from './connection-title'
import type { Connection } from './connections.queries'

/** Connects one provider, or ends the connection. */
export function ConnectionPage({ connection, refusal }: { connection: Connection; refusal: FormRefusal | null }) {
  const { id, name, isConnected, isLastWay } = connection
  const words = { provider: name }
  const title = titleOf(connection)
  return (
    <>
      <PageHeading
        title={title}
        description={isConnected ? m.providers_disconnect_description(words) : m.providers_connect_description(words)}
      />
      {isLastWay ? (
        <LastWay name={name} />
      ) : (
        <PostForm action={`/settings/connections/${id}`} refusal={refusal}>
          {({ busy }) => (
            <div className="flex flex-wrap gap-3">
              <input type="hidden" name="act" value={isConnected ? 'disconnect' : 'connect'} />
              <Button type="submit" variant={isConnected ? 'danger' : 'primary'} busy={busy}>
                {title}
              </Button>
              <Cancel />
            </div>
          )}
        </PostForm>
      )}
    </>
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
