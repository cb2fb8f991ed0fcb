import type { CSSProperties } from 'react'
import { type Node, Renderer } from '@takumi-rs/wasm/node'
import { colours } from '#brand.colours.ts'
import { brand } from '#brand.ts'

const SOCIAL = { width: 1200, height: 630 }
const INK = '#151a16'
/** The two of Apple by the names that phones ask for, whatever a page says. */
const ICONS = { 'apple-touch-icon.png': 180, 'apple-touch-icon-precomposed.png': 180, 'icon-192.png': 192, 'icon-512.png': 512 }
const FAVICON_PIXELS = 32

/** In `public/`. */
export const BRAND_FILES = ['favicon.svg', 'favicon.ico', 'site.webmanifest', 'social.png', ...Object.keys(ICONS)]

/** Follows the theme of the browser's bar. */
export function drawFavicon(): string {
  const { light, dark } = colours
  const style = `path{fill:${light.accent}}@media (prefers-color-scheme:dark){path{fill:${dark.accent}}}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${brand.mark.viewBox}"><style>${style}</style><path d="${brand.mark.path}"/></svg>`
}

export function manifest(): string {
  return JSON.stringify({
    name: brand.name,
    start_url: '/app',
    display: 'browser',
    background_color: colours.light.canvas,
    theme_color: colours.light.canvas,
    icons: Object.entries(ICONS).flatMap(([name, size]) =>
      size < 192 ? [] : [{ src: `/${name}`, sizes: `${size}x${size}`, type: 'image/png' }],
    ),
  })
}

/** Pictures by name: icons of a browser and of a home screen, and what a link to the site shows where it is shared (Open Graph). */
export async function drawPictures(font: Uint8Array): Promise<Record<string, Uint8Array>> {
  const renderer = new Renderer()
  await renderer.registerFont(font)
  const icons = Object.entries(ICONS).map(async ([name, size]) => [name, await renderer.render(icon(size), { width: size, height: size })])
  const favicon = await renderer.render(icon(FAVICON_PIXELS), { width: FAVICON_PIXELS, height: FAVICON_PIXELS })
  const named = { 'favicon.ico': icoOf(favicon), 'social.png': await renderer.render(social(), SOCIAL) }
  return { ...Object.fromEntries(await Promise.all(icons)), ...named }
}

/** One PNG as an icon file: browsers ask for `/favicon.ico` unasked, and some know no other. */
function icoOf(png: Uint8Array): Uint8Array {
  const header = Buffer.alloc(22)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(1, 4)
  header.writeUInt8(FAVICON_PIXELS, 6)
  header.writeUInt8(FAVICON_PIXELS, 7)
  header.writeUInt16LE(1, 10)
  header.writeUInt16LE(32, 12)
  header.writeUInt32LE(png.length, 14)
  header.writeUInt32LE(header.length, 18)
  return Buffer.concat([header, png])
}

function icon(size: number): Node {
  const { accent, 'on-accent': onAccent } = colours.light
  return box({ width: '100%', height: '100%', alignItems: 'center', justifyContent: 'center', backgroundColor: accent }, [
    mark(Math.round(size * 0.58), onAccent),
  ])
}

function social(): Node {
  const { accent, canvas } = colours.light
  return box({ width: '100%', height: '100%', position: 'relative', backgroundColor: canvas, color: INK }, [
    box({ position: 'absolute', right: '-70px', bottom: '-52px', opacity: 0.1 }, [mark(560, accent)]),
    box({ width: '100%', height: '100%', flexDirection: 'column', justifyContent: 'space-between', padding: '76px 84px' }, [
      box({ alignItems: 'center', gap: '22px' }, [
        mark(68, accent),
        text(brand.name, { fontSize: '50px', fontWeight: 600, letterSpacing: '-0.02em' }),
      ]),
      text(brand.tagline, { fontSize: '74px', fontWeight: 600, letterSpacing: '-0.03em', lineHeight: 1.12, maxWidth: '940px' }),
    ]),
  ])
}

const box = (style: CSSProperties, children: Node[]): Node => ({ type: 'container', style: { display: 'flex', ...style }, children })

const text = (words: string, style: CSSProperties): Node => ({ type: 'text', text: words, style })

function mark(size: number, fill: string): Node {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${brand.mark.viewBox}" width="${size}" height="${size}"><path fill="${fill}" d="${brand.mark.path}"/></svg>`
  return { type: 'image', src: svg, width: size, height: size }
}
