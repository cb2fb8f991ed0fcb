/** A site of an attacker's, and what its page can make a browser do. */
import { type Page } from '@playwright/test'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type OtherSite = {
  /** By a host that is another site than `localhost`: SameSite keeps cookies back. */
  crossSite: string
  /** `localhost` at another port: another origin, but the same site. Cookies come along. */
  sameSite: string
  stop: () => Promise<void>
}

export async function startOtherSite(): Promise<OtherSite> {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Win a prize</title>'),
  )
  // Both names lead here, by whichever protocol they do.
  await new Promise<void>((resolve) => server.listen(0, '::', resolve))
  const { port } = server.address() as AddressInfo
  return {
    crossSite: `http://127.0.0.1:${port}`,
    sameSite: `http://localhost:${port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Prey = {
  app: string
  /** Addresses that take posts. */
  posts: string[]
  /** Addresses that answer with what is somebody's own. */
  reads: string[]
  fields: Record<string, string>
}

/** Every request that a script may send. Resolves with what it could read of the answers. */
export const byScript = (page: Page, prey: Prey): Promise<string[]> =>
  page.evaluate(async ({ app, posts, reads, fields }) => {
    const read: string[] = []
    const form = () => Object.entries(fields).reduce((data, [name, value]) => (data.set(name, value), data), new FormData())
    const bodies: [string, () => BodyInit, HeadersInit?][] = [
      ['urlencoded', () => new URLSearchParams(fields)],
      ['text', () => new Blob([new URLSearchParams(fields).toString()], { type: 'text/plain' })],
      ['multipart', form],
      ['json', () => JSON.stringify(fields), { 'content-type': 'application/json' }],
    ]
    const note = async (what: string, asked: Promise<Response>) => {
      try {
        const answer = await asked
        const text = await answer.text()
        if (answer.type !== 'opaque' || text !== '') read.push(`${what}: ${answer.status}`)
      } catch {
        // What the browser keeps from the page.
      }
    }
    const asked = (['cors', 'no-cors'] as const).flatMap((mode) => [
      ...posts.flatMap((path) =>
        bodies.map(([kind, body, headers = {}]) =>
          note(`${mode} ${kind} ${path}`, fetch(app + path, { method: 'POST', mode, credentials: 'include', body: body(), headers })),
        ),
      ),
      ...reads.map((path) => note(`${mode} ${path}`, fetch(app + path, { mode, credentials: 'include' }))),
    ])
    await Promise.all(asked)
    for (const path of posts) navigator.sendBeacon(app + path, new URLSearchParams(fields))
    return read
  }, prey)

/** Every element that loads something, and a prefetch. Resolves with those that the page was given. */
export const byElements = (page: Page, { app, posts, reads }: Prey): Promise<string[]> =>
  page.evaluate(
    async ({ urls, elements }) => {
      const load = ({ tag, attribute, rel }: (typeof elements)[number], url: string) =>
        new Promise<string[]>((resolve) => {
          const element = document.createElement(tag)
          if (rel !== null) element.setAttribute('rel', rel)
          element.addEventListener('load', () => resolve([`${tag} ${url}`]))
          element.addEventListener('error', () => resolve([]))
          // Nothing says that a prefetch was refused.
          if (rel === 'prefetch') resolve([])
          element.setAttribute(attribute, url)
          document.body.append(element)
        })
      return (await Promise.all(urls.flatMap((url) => elements.map((element) => load(element, url))))).flat()
    },
    { urls: [...posts, ...reads].map((path) => app + path), elements: ELEMENTS },
  )

const ELEMENTS = [
  { tag: 'img', attribute: 'src', rel: null },
  { tag: 'script', attribute: 'src', rel: null },
  { tag: 'link', attribute: 'href', rel: 'stylesheet' },
  { tag: 'object', attribute: 'data', rel: null },
  { tag: 'link', attribute: 'href', rel: 'prefetch' },
]

const FRAMES_AT_ONCE = 6

/** Forms, as a click on a picture would send them: within the page, and in place of it. */
export async function byForms(page: Page, { app, posts, fields }: Prey): Promise<void> {
  for (const enctype of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])
    await page.evaluate(
      async ({ urls, given, type, atOnce }) => {
        const send = async (url: string) => {
          const frame = document.createElement('iframe')
          frame.name = `frame-${Math.random()}`
          const form = Object.assign(document.createElement('form'), { method: 'post', action: url, enctype: type, target: frame.name })
          for (const [name, value] of Object.entries(given)) form.append(Object.assign(document.createElement('input'), { name, value }))
          document.body.append(frame, form)
          await new Promise((resolve) => {
            // The first one is the empty frame's.
            frame.addEventListener('load', resolve)
            form.submit()
          })
          frame.remove()
        }
        const left = [...urls]
        const sendRest = async () => {
          for (let url = left.pop(); url !== undefined; url = left.pop()) await send(url)
        }
        await Promise.all(Array.from({ length: atOnce }, sendRest))
      },
      { urls: posts.map((path) => app + path), given: fields, type: enctype, atOnce: FRAMES_AT_ONCE },
    )
}

/** In place of the page. Resolves when the answer is there. */
export async function byNavigation(page: Page, url: string, fields: Record<string, string>): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.url() === url),
    page.evaluate(
      ({ action, given }) => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action })
        for (const [name, value] of Object.entries(given)) form.append(Object.assign(document.createElement('input'), { name, value }))
        document.body.append(form)
        form.submit()
      },
      { action: url, given: fields },
    ),
  ])
  await page.waitForLoadState()
}
