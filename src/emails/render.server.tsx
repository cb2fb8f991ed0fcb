import { render, toPlainText } from 'react-email'
import type { ReactElement } from 'react'
import { env } from '~/env.server'
import { inLocale } from '~/messages/locale.server'
import * as alreadyRegistered from './already-registered'
import * as deletionAsked from './deletion-asked'
import * as deletionDone from './deletion-done'
import * as emailChangeConfirm from './email-change-confirm'
import * as emailChangeKnown from './email-change-known'
import * as emailChangeVerify from './email-change-verify'
import * as emailChanged from './email-changed'
import * as factorRemoval from './factor-removal'
import { AppUrl } from './layout'
import * as magicLink from './magic-link'
import type { EmailMessage } from './message'
import * as resetPassword from './reset-password'
import * as securityNotice from './security-notice'
import * as verifyEmail from './verify-email'

/** No wrapping: a link must stay whole, on a line of its own. Above it stands what its button says. */
const PLAIN_TEXT = {
  wordwrap: false,
  selectors: [
    { selector: 'h1', options: { uppercase: false } },
    { selector: 'table', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: '.button', format: 'inline' },
    { selector: '.quiet', format: 'inline' },
    { selector: '.address', format: 'paragraph', options: { leadingLineBreaks: 1 } },
  ],
} satisfies Parameters<typeof toPlainText>[1]

export type RenderedEmail = {
  subject: string
  /** What an inbox shows after the subject. It leads the HTML, unseen. */
  preview: string
  html: string
  text: string
}

/** Subjects hold no one's input, so there is nothing in them that could end a header line. */
export async function renderEmail(message: EmailMessage, locale: string): Promise<RenderedEmail> {
  return inLocale(locale, () => renderHere(message))
}

async function renderHere(message: EmailMessage): Promise<RenderedEmail> {
  const { subject, preview, body } = compose(message)
  const html = await render(<AppUrl value={env().appUrl}>{body}</AppUrl>)
  return { subject, preview, html, text: toPlainText(html, PLAIN_TEXT) }
}

type Composed = Pick<RenderedEmail, 'subject' | 'preview'> & { body: ReactElement }

function compose(message: EmailMessage): Composed {
  switch (message.template) {
    case 'verify-email':
      return { subject: verifyEmail.subject(), preview: verifyEmail.preview(), body: <verifyEmail.VerifyEmail {...message.props} /> }
    case 'already-registered':
      return {
        subject: alreadyRegistered.subject(),
        preview: alreadyRegistered.preview(),
        body: <alreadyRegistered.AlreadyRegistered {...message.props} />,
      }
    case 'reset-password':
      return {
        subject: resetPassword.subject(),
        preview: resetPassword.preview(),
        body: <resetPassword.ResetPassword {...message.props} />,
      }
    case 'magic-link':
      return { subject: magicLink.subject(), preview: magicLink.preview(), body: <magicLink.MagicLink {...message.props} /> }
    case 'security-notice':
      return {
        subject: securityNotice.subject(message.props),
        preview: securityNotice.preview(),
        body: <securityNotice.SecurityNotice {...message.props} />,
      }
    case 'email-change-confirm':
      return {
        subject: emailChangeConfirm.subject(),
        preview: emailChangeConfirm.preview(),
        body: <emailChangeConfirm.EmailChangeConfirm {...message.props} />,
      }
    case 'email-change-verify':
      return {
        subject: emailChangeVerify.subject(),
        preview: emailChangeVerify.preview(),
        body: <emailChangeVerify.EmailChangeVerify {...message.props} />,
      }
    case 'email-change-known':
      return {
        subject: emailChangeKnown.subject(),
        preview: emailChangeKnown.preview(),
        body: <emailChangeKnown.EmailChangeKnown {...message.props} />,
      }
    case 'email-changed':
      return { subject: emailChanged.subject(), preview: emailChanged.preview(), body: <emailChanged.EmailChanged {...message.props} /> }
    case 'deletion-asked':
      return {
        subject: deletionAsked.subject(),
        preview: deletionAsked.preview(),
        body: <deletionAsked.DeletionAsked {...message.props} />,
      }
    case 'factor-removal':
      return {
        subject: factorRemoval.subject(),
        preview: factorRemoval.preview(),
        body: <factorRemoval.FactorRemoval {...message.props} />,
      }
    case 'deletion-done':
      return { subject: deletionDone.subject(), preview: deletionDone.preview(), body: <deletionDone.DeletionDone {...message.props} /> }
  }
}
