import type { ReactNode } from 'react'
import { m } from '~/messages/generated/messages'
import { AuthFrame } from './auth-frame'
import { Banner } from './banner'

/** A page that a mail links to, opened without the link's token. */
export function LinkMissing({ title, footer }: { title: string; footer: ReactNode }) {
  return (
    <AuthFrame title={title} footer={footer}>
      <Banner tone="warning">{m.auth_link_missing()}</Banner>
    </AuthFrame>
  )
}
