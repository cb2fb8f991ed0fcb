/** Reads HTML as React writes it: well-formed, attributes in double quotes. What carries no content (scripts, styles, comments) is left out. */

export type Element = { tag: string; attributes: Record<string, string>; children: Node[] }
export type Node = Element | string

const TOKEN =
  /<!--[\s\S]*?-->|<(script|style|template)\b[^>]*>[\s\S]*?<\/\1>|<link\b[^>]*>|<\/[\w-]+>|<([\w-]+)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>|[^<]+/g
const ATTRIBUTE = /([^\s=]+)(?:="([^"]*)")?/g
const VOID = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'source', 'wbr'])
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }

/** What is in the `body` of a page. */
export function readBody(html: string): Node[] {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1]
  if (body === undefined) throw new Error('The page has no body.')
  const root: Element = { tag: 'body', attributes: {}, children: [] }
  const open = [root]
  for (const [token, , tag, attributes = '', selfClosing] of body.matchAll(TOKEN)) {
    const parent = open.at(-1) ?? root
    if (token.startsWith('</')) open.pop()
    else if (tag !== undefined) {
      const element: Element = { tag, attributes: readAttributes(attributes), children: [] }
      parent.children.push(element)
      if (!VOID.has(tag) && selfClosing === '') open.push(element)
    } else if (!token.startsWith('<')) parent.children.push(decoded(token))
  }
  if (open.length !== 1) throw new Error(`The page does not close ${open.at(-1)?.tag}.`)
  return root.children
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, decoded(value)]))
}

const decoded = (text: string): string => text.replace(/&(\w+|#x27);/g, (entity, name: string) => ENTITIES[name] ?? entity)
