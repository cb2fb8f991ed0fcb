/** The two pages of one passkey. */
import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { Card } from '~/ui/card'
import { PageHeading } from '~/ui/page-heading'
import { PostForm } from '~/ui/post-form'
import { TextField } from '~/ui/text-field'
import { BackToPasskeys } from './back-to-passkeys'
import type { getPasskey } from './passkeys.functions'

type PasskeyPageProps = { passkey: Awaited<ReturnType<typeof getPasskey>>; refusal: FormRefusal | null }

export function RenamePasskeyPage({ passkey, refusal }: PasskeyPageProps) {
  return (
    <>
      <PageHeading title={m.passkeys_rename_title()} />
      {passkey === null ? (
        <Missing />
      ) : (
        <PostForm action={`/settings/security/passkeys/${passkey.id}/rename`} refusal={refusal}>
          {({ busy, field }) => (
            <Card
              footer={
                <Button type="submit" busy={busy}>
                  {m.passkeys_rename_submit()}
                </Button>
              }
            >
              <TextField
                {...field('name')}
                label={m.passkeys_name()}
                hint={m.passkeys_name_hint()}
                defaultValue={field('name').defaultValue ?? passkey.name ?? ''}
                autoComplete="off"
                maxLength={60}
                required
              />
            </Card>
          )}
        </PostForm>
      )}
      <BackToPasskeys />
    </>
  )
}

export function RemovePasskeyPage({ passkey, refusal }: PasskeyPageProps) {
  return (
    <>
      <PageHeading title={m.passkeys_remove_title()} />
      {passkey === null ? (
        <Missing />
      ) : passkey.isLastWayIn ? (
        <LastWayIn passkey={passkey} />
      ) : (
        <RemoveForm passkey={passkey} refusal={refusal} />
      )}
      <BackToPasskeys />
    </>
  )
}

type Known = { passkey: NonNullable<PasskeyPageProps['passkey']> }

function RemoveForm({ passkey, refusal }: Known & { refusal: FormRefusal | null }) {
  return (
    <PostForm action={`/settings/security/passkeys/${passkey.id}/remove`} refusal={refusal}>
      {({ busy }) => (
        <Card
          footer={
            <Button type="submit" variant="danger" busy={busy}>
              {m.passkeys_remove_submit()}
            </Button>
          }
        >
          <p className="text-sm wrap-anywhere">{m.passkeys_remove_description({ name: nameOf(passkey) })}</p>
        </Card>
      )}
    </PostForm>
  )
}

function LastWayIn({ passkey }: Known) {
  return (
    <Banner tone="warning" className="wrap-anywhere">
      {m.passkeys_remove_last({ name: nameOf(passkey) })}
    </Banner>
  )
}

const Missing = () => <Banner tone="warning">{m.passkeys_missing()}</Banner>

const nameOf = ({ name }: Known['passkey']) => name ?? m.passkeys_unnamed()
