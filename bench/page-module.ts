/**
 * A page of Gatehouse as a module that exports `Page`: the same elements and words, with nothing behind them. So that it is
 * servers that are compared, and not pages, everyone renders this tree on every request.
 */
import { type Element, type Node, readBody } from './html.ts'

/** What would be a component of its own in an app. */
const COMPONENTS = new Set(['header', 'footer', 'nav', 'main', 'aside', 'section', 'form', 'ul', 'li', 'a', 'label', 'button', 'svg'])
const REACT_NAMES: Record<string, string> = {
  class: 'className',
  for: 'htmlFor',
  novalidate: 'noValidate',
  readonly: 'readOnly',
  autofocus: 'autoFocus',
}

export function pageModule(html: string): string {
  const functions: string[] = []
  const children = readBody(html).map((node) => expression(node, functions))
  return [
    "import { Fragment, jsx } from 'react/jsx-runtime'",
    ...functions,
    `export function Page() { return jsx(Fragment, { children: [${children.join(', ')}] }) }\n`,
  ].join('\n')
}

function expression(node: Node, functions: string[]): string {
  if (typeof node === 'string') return JSON.stringify(node)
  const element = `jsx(${JSON.stringify(node.tag)}, { ${[...properties(node), ...contents(node, functions)].join(', ')} })`
  if (!COMPONENTS.has(node.tag)) return element
  const name = `Part${functions.length + 1}`
  functions.push(`function ${name}() { return ${element} }`)
  return `jsx(${name}, {})`
}

function contents({ children }: Element, functions: string[]): string[] {
  const written = children.map((child) => expression(child, functions))
  if (written.length === 0) return []
  return [`children: ${written.length === 1 ? written[0] : `[${written.join(', ')}]`}`]
}

/** An attribute without a value is one that is there or not, save where an empty text says something. */
function properties({ attributes }: Element): string[] {
  return Object.entries(attributes).map(([name, value]) => {
    const isFlag = value === '' && !/^(alt|value|aria-|data-)/.test(name)
    const said = name === 'style' ? styleOf(value) : value
    return `${JSON.stringify(reactName(name))}: ${isFlag ? 'true' : JSON.stringify(said)}`
  })
}

/** `--level:3;width:1px` as React takes it. */
const styleOf = (text: string) =>
  Object.fromEntries(
    text
      .split(';')
      .filter((pair) => pair.includes(':'))
      .map((pair) => [pair.slice(0, pair.indexOf(':')).trim(), pair.slice(pair.indexOf(':') + 1).trim()])
      .map(([name = '', value]) => [name.startsWith('--') ? name : reactName(name), value]),
  )

function reactName(name: string): string {
  if (/^(aria|data)-/.test(name)) return name
  return REACT_NAMES[name] ?? name.replace(/-(\w)/g, (_hyphen, letter: string) => letter.toUpperCase())
}
