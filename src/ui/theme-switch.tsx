import { useHydrated } from '@tanstack/react-router'
import { useId, useSyncExternalStore } from 'react'
import { cx } from './cx.ts'
import { type Theme, chooseTheme, forcedTheme } from './theme.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Icon } from './icon.tsx'

const CHOICES = [
  { theme: 'light', icon: 'sun', label: m.ui_theme_light },
  { theme: 'system', icon: 'monitor', label: m.ui_theme_system },
  { theme: 'dark', icon: 'moon', label: m.ui_theme_dark },
] as const

/** Keeps its place but stays unseen until scripts run, since without them it could do nothing. */
export function ThemeSwitch({ size = 'sm', className }: { size?: 'sm' | 'lg'; className?: string }) {
  const isHydrated = useHydrated()
  const theme = useSyncExternalStore<Theme>(onThemeChange, currentTheme, () => 'system')
  const group = useId()
  return (
    <fieldset className={cx('inline-flex rounded-md border bg-sunken p-0.5', !isHydrated && 'invisible', className)}>
      <legend className="sr-only">{m.ui_theme()}</legend>
      {CHOICES.map((choice) => (
        <label key={choice.theme} title={choice.label()} className="relative text-muted hover:text-ink">
          <input
            type="radio"
            name={group}
            value={choice.theme}
            checked={theme === choice.theme}
            onChange={() => chooseTheme(choice.theme)}
            className="peer absolute inset-0 size-full cursor-pointer opacity-0"
          />
          <span
            className={cx(
              'flex items-center justify-center gap-2 rounded-sm text-sm',
              size === 'lg' ? 'min-h-9 px-2 sm:px-3' : 'h-6 w-7',
              'peer-checked:bg-raised peer-checked:text-ink peer-checked:shadow-xs peer-focus-visible:outline-2 peer-focus-visible:outline-accent',
            )}
          >
            <Icon name={choice.icon} className="size-3.5" />
            <span className={cx(size === 'sm' && 'sr-only')}>{choice.label()}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function currentTheme(): Theme {
  return forcedTheme(document.documentElement.dataset.theme) ?? 'system'
}

/** The attribute is the one truth: two switches on a page agree through it. */
function onThemeChange(notify: () => void) {
  const observer = new MutationObserver(notify)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
