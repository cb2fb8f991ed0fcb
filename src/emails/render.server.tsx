import type { EmailMessage } from './message'
export async function renderEmail(message: EmailMessage) { const t = JSON.stringify(message, null, 1); return { subject: message.template, html: '<pre>' + t + '</pre>', text: t } }
