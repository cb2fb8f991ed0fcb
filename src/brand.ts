/**
 * Everything that makes a fork look like itself. Pages and emails read this file. After a change, `npm run brand` writes
 * `src/brand.css` and the icons, the manifest and the social picture in `public/`. `node e2e/screenshots.ts` takes the
 * landing page's product screenshots again.
 */
export const brand = {
  name: 'Gatehouse',
  tagline: 'Sign-in, sessions and accounts in your own Postgres.',
  /** The legal person that the sample terms and privacy pages speak for. */
  company: { name: 'Example Company Ltd.', address: '1 Example Street, Example Town' },
  supportEmail: 'support@example.com',
  /** Where the source can be read, as an address that a path can follow: `https://host/you/app/blob/main`. Null shows paths only. */
  source: null as string | null,
  /**
   * One colour, as #rrggbb. Its hue and strength carry through; how light each shade is follows from its place, so that
   * text stays readable in both themes whatever stands here.
   */
  colour: '#05684b',
  /** A person in a gateway, on a 24 by 24 grid; filled, no stroke. */
  mark: {
    viewBox: '0 0 24 24',
    path: 'M2 22V12a10 10 0 0 1 20 0v10h-3V12a7 7 0 0 0-14 0v10zM12 8.6a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM7.4 22v-2a4.6 4.6 0 0 1 9.2 0v2z',
  },
}

/** The page background of both themes, as `--color-canvas` in `src/ui/styles.css`. */
export const canvasColours = { light: '#fafaf8', dark: '#0e100e' }

/** A family of an npm package that has variable WOFF2 files, and the ranges of characters to take from it. `src/routes/__root.tsx` preloads the first file. */
export const typeface = {
  family: 'Inter Variable',
  subsets: [
    {
      file: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
      range:
        'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
    },
    {
      file: '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
      range: 'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF',
    },
    {
      file: '@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2',
      range:
        'U+0600-06FF, U+0750-077F, U+0870-088E, U+0890-0891, U+0897-08E1, U+08E3-08FF, U+200C-200E, U+2010-2011, U+204F, U+2E41, U+FB50-FDFF, U+FE70-FE74, U+FE76-FEFC',
    },
  ] as const,
  /** How a local Arial is stretched while the font loads, so that nothing moves when it comes later. */
  fallback: 'ascent-override: 90.44%; descent-override: 22.52%; line-gap-override: 0%; size-adjust: 107.12%',
}
