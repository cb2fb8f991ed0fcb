import { useLocation } from '@tanstack/react-router'
import { cx } from './cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { type Locale, getLocale, locales } from '#platform/i18n/generated/runtime.js'
import { Form } from './form.tsx'

export const LANGUAGE_ACTION = '/language'

/** Each in its own words, which are no messages: a browser has those of its page's language only. */
export const LANGUAGE_NAMES: Record<Locale, string> = { en: 'English', de: 'Deutsch', ar: 'العربية' }

const SIZES = {
  sm: 'min-h-6 px-1.5 text-muted hover:text-ink aria-[current=true]:font-medium aria-[current=true]:text-ink',
  lg: 'min-h-10 border px-4 hover:border-edge aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium aria-[current=true]:text-accent-ink',
}

/** One button a language, each in its own words. The page comes again from the server: no script is needed. */
export function LanguageSwitch({ size = 'sm', className }: { size?: keyof typeof SIZES; className?: string }) {
  const here = useLocation({ select: ({ pathname, searchStr }) => pathname + searchStr })
  const current = getLocale()
  return (
    <Form
      action={LANGUAGE_ACTION}
      aria-label={m.ui_language()}
      className={cx('flex flex-wrap', size === 'lg' ? 'gap-2' : 'gap-x-1', className)}
    >
      <input type="hidden" name="back" value={here} />
      {locales.map((locale) => (
        <button
          key={locale}
          name="locale"
          value={locale}
          lang={locale}
          aria-current={locale === current || undefined}
          // A language that is not the page's: its name alone is not worth a font.
          className={cx('rounded-md text-sm', locale !== current && 'font-[system-ui]', SIZES[size])}
        >
          {LANGUAGE_NAMES[locale]}
        </button>
      ))}
    </Form>
  )
}
