import { cx } from './cx.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg'

const BASE =
  'relative inline-flex items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap select-none no-underline ' +
  'transition-[background-color,border-color,color,translate] active:translate-y-px ' +
  'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0'

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent shadow-xs hover:bg-accent-strong',
  secondary: 'border-line bg-raised text-ink shadow-xs hover:border-edge hover:bg-sunken',
  ghost: 'border-transparent bg-transparent text-ink hover:bg-[color-mix(in_oklab,var(--color-ink)_7%,transparent)]',
  danger: 'border-transparent bg-danger text-on-danger shadow-xs hover:bg-danger-strong',
}

const SIZES: Record<ButtonSize, string> = {
  sm: 'min-h-8 px-2.5 text-sm',
  md: 'min-h-10 px-4 text-sm',
  lg: 'min-h-12 px-5 text-base',
}

/** The looks that `Button` and `ButtonLink` share. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cx(BASE, VARIANTS[variant], SIZES[size], className)
}
