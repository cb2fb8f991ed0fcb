import { cx } from './cx.ts'
import { m } from '#platform/i18n/generated/messages.js'

type Strength = 'short' | 'repetitive' | 'fair' | 'strong'

const MIN_DISTINCT_CHARACTERS = 5
const STRONG_EXTRA_CHARACTERS = 4
const BARS: Record<Strength, number> = { short: 1, repetitive: 1, fair: 2, strong: 3 }

/** A hint by length and variety alone. What is refused is the server's to say. */
export function PasswordStrength({ password, minimum }: { password: string; minimum: number }) {
  const strength = strengthOf(password, minimum)
  return (
    <p className="flex items-center gap-2.5">
      <span aria-hidden className="flex gap-1">
        {[1, 2, 3].map((bar) => (
          <span key={bar} className={cx('h-1 w-6 rounded-sm', bar <= BARS[strength] ? tone(strength) : 'bg-line')} />
        ))}
      </span>
      <span>{words(strength, minimum - [...password].length)}</span>
    </p>
  )
}

function strengthOf(password: string, minimum: number): Strength {
  const characters = [...password]
  if (characters.length < minimum) return 'short'
  if (new Set(characters).size < MIN_DISTINCT_CHARACTERS) return 'repetitive'
  return characters.length < minimum + STRONG_EXTRA_CHARACTERS ? 'fair' : 'strong'
}

function tone(strength: Strength): string {
  if (strength === 'strong') return 'bg-success'
  return strength === 'fair' ? 'bg-warning' : 'bg-danger'
}

function words(strength: Strength, missing: number): string {
  if (strength === 'short') return m.ui_password_more({ count: missing })
  if (strength === 'repetitive') return m.ui_password_repetitive()
  return strength === 'fair' ? m.ui_password_fair() : m.ui_password_strong()
}
