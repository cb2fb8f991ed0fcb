/** Everything a fork renames. `src/styles.css` and `public/favicon.svg` repeat the hue and the mark: change them together. */
export const brand = {
  name: 'Gatehouse',
  tagline: 'Sign-in, sessions and accounts in your own Postgres.',
  supportEmail: 'support@example.com',
  colours: {
    /** OKLCH hue and chroma of the accent, as `--brand-hue` and `--brand-chroma` in `src/styles.css`. */
    hue: 165,
    chroma: 0.095,
    /** sRGB twins for places that know no OKLCH: mails, the favicon, `theme-color`. */
    accent: '#05684b',
    accentOnDark: '#5ed8a9',
    canvas: '#fafaf8',
    canvasOnDark: '#0e100e',
  },
  /** A person in a gateway, on a 24 by 24 grid; filled, no stroke. */
  mark: {
    viewBox: '0 0 24 24',
    path: 'M2 22V12a10 10 0 0 1 20 0v10h-3V12a7 7 0 0 0-14 0v10zM12 8.6a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM7.4 22v-2a4.6 4.6 0 0 1 9.2 0v2z',
  },
} as const
