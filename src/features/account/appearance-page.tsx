import { m } from '#platform/i18n/generated/messages.js'
import { Card } from '#ui/card.tsx'
import { LanguageSwitch } from '#ui/language-switch.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { ThemeSwitch } from '#ui/theme-switch.tsx'

/** Both hold for this browser; the language also for the mails to the person. */
export function AppearancePage() {
  return (
    <>
      <PageHeading title={m.app_appearance()} description={m.app_appearance_description()} />
      <Card title={m.ui_theme()} description={m.app_appearance_theme()}>
        <ThemeSwitch size="lg" className="w-fit" />
      </Card>
      <Card title={m.ui_language()} description={m.app_appearance_language()}>
        <LanguageSwitch size="lg" />
      </Card>
    </>
  )
}
