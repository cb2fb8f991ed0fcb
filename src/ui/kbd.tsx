import { useHydrated } from '@tanstack/react-router'

/** `Mod` is the command key of Apple's keyboards and Ctrl elsewhere. */
export type KbdProps = { keys: readonly string[] }

/** A key or several pressed together: `<Kbd keys={['Mod', 'K']} />`. */
export function Kbd({ keys }: KbdProps) {
  const isHydrated = useHydrated()
  return (
    <kbd dir="ltr" className="inline-flex shrink-0 gap-1 font-sans">
      {keys.map((key) => (
        <kbd key={key} className="min-w-5 rounded-sm border bg-sunken px-1 text-center font-sans text-xs text-muted">
          {key === 'Mod' ? (isHydrated && isApple() ? '⌘' : 'Ctrl') : key}
        </kbd>
      ))}
    </kbd>
  )
}

export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
