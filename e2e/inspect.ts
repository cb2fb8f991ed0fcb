/** What a page is asked from within. Each answers with what is wrong, as few words as name it; nothing is an empty list. */

/** What reaches past the right edge, or in Arabic past the left, outside of boxes that scroll or cut by themselves. */
export function tooWide(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement
  const boxes = [...document.querySelectorAll('body *')].filter((element) => {
    const { overflowX } = getComputedStyle(element)
    // A box as wide as the page that cuts what is too wide hides the very thing that is asked for.
    return /auto|scroll/.test(overflowX) || (/hidden|clip/.test(overflowX) && element.clientWidth < clientWidth)
  })
  const found = [...document.querySelectorAll('a, button, input, h1, h2, p, li, label, img, time, dd, td')]
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 1 && (right > clientWidth + 1 || left < -1) && !boxes.some((box) => box !== element && box.contains(element))
    })
    .map((element) => element.outerHTML.slice(0, 200))
  return scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`, ...found] : found
}

/** Text that a box of fixed height cuts off. */
export function cutText(): string[] {
  return [...document.querySelectorAll('body *')]
    .filter(({ clientHeight, scrollHeight, textContent }) => clientHeight > 1 && scrollHeight > clientHeight + 1 && textContent?.trim())
    .filter((element) => /hidden|clip/.test(getComputedStyle(element).overflowY))
    .map((element) => element.outerHTML.slice(0, 200))
}

/** Controls below 24 × 24 px (WCAG 2.5.8). A link within a sentence may be; a label counts as part of its field. */
export function smallTargets(): string[] {
  const MIN_PX = 24
  const controls = document.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, summary, [role=button], [role=menuitem]',
  )
  return [...controls].flatMap((control) => {
    if (control.closest('[aria-hidden=true]')) return []
    const beside = control.parentElement?.textContent?.trim().length ?? 0
    const isInSentence = getComputedStyle(control).display === 'inline' && beside > (control.textContent?.trim().length ?? 0)
    if (isInSentence || !control.checkVisibility({ visibilityProperty: true })) return []
    const labels = control instanceof HTMLInputElement ? [...(control.labels ?? [])] : []
    const boxes = [control, ...labels].map((part) => part.getBoundingClientRect())
    const width = Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left))
    const height = Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top))
    const isSmall = Math.round(width) < MIN_PX || Math.round(height) < MIN_PX
    return isSmall ? [`${Math.round(width)} × ${Math.round(height)}: ${control.outerHTML.slice(0, 160)}`] : []
  })
}

/** With forced colours a fill says nothing: what has one needs a border or an outline too. Forcing a colour keeps its opacity. */
export function borderless(): string[] {
  return [...document.querySelectorAll('a, button, input:not([type=checkbox], [type=radio]), select, textarea')]
    .filter((control) => control.checkVisibility({ visibilityProperty: true }))
    .filter((control) => {
      const { backgroundColor, borderTopStyle, outlineStyle } = getComputedStyle(control)
      return !backgroundColor.endsWith(', 0)') && borderTopStyle === 'none' && outlineStyle === 'none'
    })
    .map((control) => control.outerHTML.slice(0, 160))
}

/** Controls that show no outline when they take the focus; after a key, as `:focus-visible` asks. */
export function ringless(): string[] {
  const controls = document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]')
  return [...controls]
    .filter((control) => {
      control.focus()
      if (document.activeElement !== control) return false
      return [control, control.nextElementSibling, control.parentElement].every(
        (part) => part === null || getComputedStyle(part).outlineStyle === 'none',
      )
    })
    .map((control) => control.outerHTML.slice(0, 160))
}

/** What still moves although less motion was asked for. */
export function moving(): string[] {
  return document
    .getAnimations()
    .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().activeDuration) > 1)
    .map((animation) => `${animation.effect instanceof KeyframeEffect ? animation.effect.target?.outerHTML.slice(0, 160) : animation.id}`)
}

/** Spacing of text as a reader may set it (WCAG 1.4.12). A sheet of scripts, since the content security policy allows no other. */
export function spaceText(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

/** A colour that is still changing would be measured half-way. */
export function endAnimations(): void {
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel()
    else animation.finish()
  }
}
