const SHOWS = ['text', 'source'] as const
const THEMES = ['light', 'dark'] as const
const WIDTHS = [320, 600] as const

/** How a mail is looked at, in the page's address: as its HTML unless `show` says otherwise, in the system's theme, as wide as there is room. */
export type MailView = {
  show?: (typeof SHOWS)[number] | undefined
  theme?: (typeof THEMES)[number] | undefined
  width?: (typeof WIDTHS)[number] | undefined
}

/** Whatever an address says, the page opens. */
export function mailView({ show, theme, width }: Record<string, unknown>): MailView {
  const pixels = Number(width)
  return {
    show: isOneOf(SHOWS, show) ? show : undefined,
    theme: isOneOf(THEMES, theme) ? theme : undefined,
    width: isOneOf(WIDTHS, pixels) ? pixels : undefined,
  }
}

function isOneOf<Value>(values: readonly Value[], value: unknown): value is Value {
  return values.some((known) => known === value)
}
