declare module 'virtual:brand-font' {
  /** The address of the face of `src/brand.ts` that most pages need. */
  export const brandFont: string
  /** `--color-canvas` of both themes, as #rrggbb. */
  export const canvasColours: Record<'light' | 'dark', string>
}

declare module 'virtual:picture-decoder' {
  /** A WebAssembly module in base64. */
  export const decoder: string
}

declare module 'tanstack-start-manifest:v' {
  /** By the id of a route: the addresses of the scripts that its part of a page is made of. */
  export const preloadsByRoute: Readonly<Record<string, readonly string[]>>
  /** The address of the script that starts a page. */
  export const entry: string
}
