import { useNavigate, useRouter } from '@tanstack/react-router'
import { ExternalLink, Languages, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import type { Viewer } from '#auth/sessions/viewer.ts'
import { THEMES, chooseTheme } from '#ui/theme.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { getLocale, locales } from '#platform/i18n/generated/runtime.js'
import { CommandPalette } from '#ui/command-palette.tsx'
import type { Command } from '#ui/command-palette-search.ts'
import { chooseLanguage } from '#ui/choose-language.ts'
import { LANGUAGE_NAMES } from '#ui/language-switch.tsx'
import { navigationOf } from './navigation-of.ts'

const THEME_LOOKS = {
  light: { icon: <Sun aria-hidden />, label: m.ui_theme_light },
  system: { icon: <Monitor aria-hidden />, label: m.ui_theme_system },
  dark: { icon: <Moon aria-hidden />, label: m.ui_theme_dark },
}

type AppPaletteProps = { viewer: Viewer; open: boolean; onOpenChange: (open: boolean) => void }

/** Every page and every action that needs no page, by its name. */
export function AppPalette({ viewer, open, onOpenChange }: AppPaletteProps) {
  const navigate = useNavigate()
  const pages: Command[] = navigationOf(viewer).map(({ to, label, icon: Icon, keywords }) => ({
    id: to,
    label: label(),
    icon: <Icon aria-hidden />,
    keywords: [keywords()],
    run: () => void navigate({ to }),
  }))
  return (
    <CommandPalette
      open={open}
      onOpenChange={onOpenChange}
      groups={[
        { label: m.app_palette_pages(), items: [...pages, useWebsite()] },
        { label: m.ui_theme(), items: THEMES.map(themeCommand) },
        {
          label: m.ui_language(),
          items: locales.filter((locale) => locale !== getLocale()).map((locale) => languageCommand(locale, viewer)),
        },
        { label: m.app_account(), items: [useSignOut()] },
      ]}
    />
  )
}

function useWebsite(): Command {
  const navigate = useNavigate()
  return {
    id: 'website',
    label: m.app_palette_website(),
    icon: <ExternalLink aria-hidden />,
    run: () => void navigate({ to: '/', reloadDocument: true }),
  }
}

/** By its page, which asks once more: a slip in a list must not end a session. */
function useSignOut(): Command {
  const router = useRouter()
  const run = () => void router.navigate({ to: '/sign-out' })
  return {
    id: 'sign-out',
    label: m.auth_sign_out(),
    icon: <LogOut aria-hidden className="rtl:-scale-x-100" />,
    keywords: [m.app_keywords_sign_out()],
    run,
  }
}

function themeCommand(theme: (typeof THEMES)[number]): Command {
  const { icon, label } = THEME_LOOKS[theme]
  return { id: `theme-${theme}`, label: label(), hint: m.ui_theme(), keywords: [m.ui_theme()], icon, run: () => chooseTheme(theme) }
}

function languageCommand(locale: (typeof locales)[number], { id }: Viewer): Command {
  return {
    id: `language-${locale}`,
    label: LANGUAGE_NAMES[locale],
    hint: m.ui_language(),
    keywords: [m.ui_language(), locale],
    icon: <Languages aria-hidden />,
    run: () => chooseLanguage(locale, id),
  }
}
