import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import type { Locale } from '#platform/i18n/generated/runtime.js'
import { LANGUAGE_ACTION } from './language-switch.tsx'

/** What the language switch does, from a script on a page of `viewer`: a real post, so that whatever goes wrong is the browser's to show. */
export function chooseLanguage(locale: Locale, viewer: string): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = LANGUAGE_ACTION
  for (const [name, value] of Object.entries({ locale, [VIEWER_FIELD]: viewer, back: location.pathname + location.search }))
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
  document.body.append(form)
  form.submit()
}
