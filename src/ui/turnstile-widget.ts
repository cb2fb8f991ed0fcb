export type Widget = { siteKey: string; script: string; action: string }

type Turnstile = { render: (place: HTMLElement, options: Record<string, unknown>) => string; remove: (id: string) => void }

/** For what a person may have to press in the widget. */
const PATIENCE_MS = 120_000

/** What Cloudflare gives a browser that it takes for a person's; null when it does not, or cannot be reached. */
export async function widgetToken({ siteKey, script, action }: Widget, place: Element): Promise<string | null> {
  const turnstile = await load(script)
  if (turnstile === null) return null
  const container = document.createElement('div')
  place.after(container)
  let id = ''
  const token = await new Promise<string | null>((resolve) => {
    const giveUp = () => resolve(null)
    setTimeout(giveUp, PATIENCE_MS)
    id = turnstile.render(container, {
      sitekey: siteKey,
      action,
      callback: resolve,
      language: document.documentElement.lang,
      'error-callback': giveUp,
      'timeout-callback': giveUp,
      'unsupported-callback': giveUp,
    })
  })
  turnstile.remove(id)
  container.remove()
  return token
}

async function load(script: string): Promise<Turnstile | null> {
  if (loaded() === null) {
    const element = document.createElement('script')
    element.src = script
    await new Promise((resolve) => {
      element.addEventListener('load', resolve)
      element.addEventListener('error', resolve)
      document.head.append(element)
    })
  }
  return loaded()
}

const loaded = (): Turnstile | null => ('turnstile' in window ? (window.turnstile as Turnstile) : null)
