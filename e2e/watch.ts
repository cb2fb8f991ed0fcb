/** What a page does behind its face, from its first byte on. */
import type { Page, Request } from '@playwright/test'

/** The browser has to draw with the fallback first: only then can the swap move anything. */
const FONT_DELAY_MS = 300

export type Watch = {
  /** Console, errors, requests that failed or left for elsewhere, breaches of the content security policy. */
  troubles: () => Promise<string[]>
  /** What moved without anybody's doing, with fonts and scripts that came late. */
  shifts: () => Promise<string[]>
}

/** `status`: of an answer that is part of the state. */
export async function watch(page: Page, origin: string, status?: number): Promise<Watch> {
  const troubles: string[] = []
  // `record` enters every frame, and a mail's frame lets no script run: the browser says so.
  const isExpected = (text: string) =>
    text.startsWith("Blocked script execution in 'about:srcdoc'") || (status !== undefined && text.includes(`status of ${status}`))
  page.on('console', (message) => {
    if (/error|warning/.test(message.type()) && !isExpected(message.text())) troubles.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => troubles.push(`thrown: ${error.message}`))
  page.on('request', (request) => {
    if (isElsewhere(request, origin)) troubles.push(`left for ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    // A page that is left takes its open requests with it.
    if (reason !== 'net::ERR_ABORTED') troubles.push(`${request.url()}: ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && response.status() !== status) troubles.push(`${response.status()} ${response.url()}`)
  })
  await page.route('**/*.woff2', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, FONT_DELAY_MS))
    await route.continue()
  })
  await page.addInitScript(record)
  return {
    troubles: async () => [...troubles, ...(await page.evaluate(() => window.recorded.breaches))],
    async shifts() {
      await page.waitForLoadState('networkidle')
      await page.evaluate(() => document.fonts.ready)
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
      return page.evaluate(() => window.recorded.shifts)
    },
  }
}

function isElsewhere(request: Request, origin: string): boolean {
  const { protocol, origin: target } = new URL(request.url())
  return /^(https?|wss?):$/.test(protocol) && target !== origin
}

declare global {
  interface Window {
    recorded: { shifts: string[]; breaches: string[] }
  }
  interface PerformanceEntry {
    hadRecentInput?: boolean
    value?: number
    sources?: { node: Node | null }[]
  }
}

/** In the page, before anything of its own. */
function record(): void {
  window.recorded = { shifts: [], breaches: [] }
  const { shifts, breaches } = window.recorded
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
    breaches.push(`${effectiveDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`),
  )
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries())
      if (!hadRecentInput)
        shifts.push(
          `${value} ${sources?.map(({ node }) => (node instanceof Element ? node.outerHTML : node?.textContent)?.slice(0, 120)).join(', ')}`,
        )
  }).observe({ type: 'layout-shift', buffered: true })
}
