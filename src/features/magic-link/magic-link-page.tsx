import { Link } from '@tanstack/react-router'
import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { AuthFrame } from '~/ui/auth-frame'
import { Banner } from '~/ui/banner'
import { Button } from '~/ui/button'
import { PostForm } from '~/ui/post-form'
import { TextField } from '~/ui/text-field'
import type { MagicLinkSearch } from './magic-link-search'

const PATH = '/magic-link'

type MagicLinkPageProps = { refusal: FormRefusal | null; search: MagicLinkSearch }

export function MagicLinkPage({ refusal, search }: MagicLinkPageProps) {
  if (search.token !== undefined) return <UseLink refusal={refusal} token={search.token} redirect={search.redirect ?? ''} />
  return search.sent === 'yes' && refusal === null ? <LinkSent /> : <AskForLink refusal={refusal} redirect={search.redirect ?? ''} />
}

function AskForLink({ refusal, redirect }: { refusal: FormRefusal | null; redirect: string }) {
  return (
    <AuthFrame title={m.passkeys_link_title()} description={m.passkeys_link_description()} footer={<BackToSignIn />}>
      <PostForm action={PATH} refusal={refusal}>
        {({ busy, field }) => (
          <>
            <input type="hidden" name="redirect" value={redirect} />
            <TextField
              {...field('email')}
              label={m.auth_email()}
              type="email"
              autoComplete="username"
              required
              autoFocus={refusal === null}
            />
            <Button type="submit" busy={busy}>
              {m.passkeys_link_submit()}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

function LinkSent() {
  return (
    <AuthFrame title={m.passkeys_link_sent_title()} footer={<BackToSignIn />}>
      <Banner tone="success" role="status">
        {m.passkeys_link_sent()}
      </Banner>
      {import.meta.env.DEV && (
        <a href="/dev/mailbox" className="link text-sm">
          {m.auth_open_mailbox()}
        </a>
      )}
    </AuthFrame>
  )
}

function UseLink({ refusal, token, redirect }: { refusal: FormRefusal | null; token: string; redirect: string }) {
  return (
    <AuthFrame
      title={m.passkeys_link_open_title()}
      description={m.passkeys_link_open_description()}
      footer={<NewLink redirect={redirect} />}
    >
      <PostForm action={PATH} refusal={refusal}>
        {({ busy }) => (
          <>
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="redirect" value={redirect} />
            <Button type="submit" busy={busy}>
              {m.passkeys_link_open_submit()}
            </Button>
          </>
        )}
      </PostForm>
    </AuthFrame>
  )
}

function NewLink({ redirect }: { redirect: string }) {
  return (
    <Link to={PATH} search={{ redirect: redirect === '' ? undefined : redirect, token: undefined, sent: undefined }} className="link">
      {m.passkeys_link_new()}
    </Link>
  )
}

function BackToSignIn() {
  return (
    <Link to="/sign-in" className="link">
      {m.auth_back_to_sign_in()}
    </Link>
  )
}
