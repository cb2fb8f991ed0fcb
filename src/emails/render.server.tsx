import { render, toPlainText } from 'react-email'
import type { ReactElement } from 'react'
import * as alreadyRegistered from './already-registered'
import type { EmailMessage } from './message'
import * as passwordChanged from './password-changed'
import * as resetPassword from './reset-password'
import * as verifyEmail from './verify-email'

/** Subjects hold no one's input, so there is nothing in them that could end a header line. */
export async function renderEmail(message: EmailMessage): Promise<{ subject: string; html: string; text: string }> {
  const { subject, body } = compose(message)
  const html = await render(body)
  // No wrapping: a link must stay whole, on a line of its own.
  const text = toPlainText(html, { wordwrap: false, selectors: [{ selector: 'h1', options: { uppercase: false } }] })
  return { subject, html, text }
}

function compose(message: EmailMessage): { subject: string; body: ReactElement } {
  switch (message.template) {
    case 'verify-email':
      return { subject: verifyEmail.subject(), body: <verifyEmail.VerifyEmail {...message.props} /> }
    case 'already-registered':
      return { subject: alreadyRegistered.subject(), body: <alreadyRegistered.AlreadyRegistered {...message.props} /> }
    case 'reset-password':
      return { subject: resetPassword.subject(), body: <resetPassword.ResetPassword {...message.props} /> }
    case 'password-changed':
      return { subject: passwordChanged.subject(), body: <passwordChanged.PasswordChanged {...message.props} /> }
  }
}
