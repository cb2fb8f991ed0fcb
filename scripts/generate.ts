/** `npm run generate`: writes what follows from the settings into `.env.example` and docker-compose.yml. `-- --check` only says what is not current. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SETTING_GROUPS } from '#platform/config/env.server.ts'
import { type Setting, settings } from '#platform/config/env.value.ts'
import { ROOT, refuse } from './checkout.ts'

const WIDTH = 134
const RULE_WIDTH = 98
const HEAD = `# npm run generate writes this file, from src/platform/config.
# Development and tests need none of this: \`npm run dev\` brings its own database, secret and mailbox.
# In production set what is under "Required in production". Copy this file to .env, or set the variables where you run it.
# Quotes around a value are removed, wherever it comes from. A comment goes on a line of its own.
`
const COMPOSE_PART = /(?<=\n( *)# npm run generate: begin\n).*?(?=\n *# npm run generate: end\n)/s

const groups = SETTING_GROUPS.map(({ title, about, shape }) => ({ title, about, settings: Object.entries(shape).flatMap(wordsOf) }))

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8').replaceAll('\r\n', '\n')
const files = { '.env.example': envExample(), 'docker-compose.yml': compose(read('docker-compose.yml')) }
const stale = Object.entries(files).filter(([path, content]) => read(path) !== content)

if (process.argv.includes('--check') && stale.length > 0) refuse(`${stale.map(([path]) => path).join(', ')}: run npm run generate.`)
for (const [path, content] of stale) writeFileSync(join(ROOT, path), content)

function wordsOf([name, schema]: [string, Parameters<typeof settings.get>[0]]): [string, Setting][] {
  return settings.has(schema) ? [[name, settings.get(schema) ?? {}]] : []
}

function envExample(): string {
  const sections = groups.map(({ title, about, settings: named }) => {
    const heading = `# --- ${title} `.padEnd(RULE_WIDTH, '-')
    const lines = named.flatMap(([name, { about: paragraph, note, example = '' }]) => [
      ...(paragraph === undefined ? [] : ['', ...comment(paragraph)]),
      ...(note === undefined ? [] : comment(note)),
      `#${name}=${example}`,
    ])
    return ['', heading, ...(about === undefined ? [] : comment(about)), ...lines].join('\n')
  })
  return `${HEAD}${sections.join('\n')}\n`
}

/** Between two comments that stay. */
function compose(current: string): string {
  const lines = groups.flatMap(({ settings: named }) =>
    named.flatMap(([name, { compose: value = `\${${name}:-}` }]) => (value === null ? [] : [`${name}: ${value}`])),
  )
  return current.replace(COMPOSE_PART, (_part, indent: string) => lines.map((line) => indent + line).join('\n'))
}

/** In lines of one length. A line that begins with a space is kept whole, so that it can be copied. */
function comment(text: string): string[] {
  return text.split('\n').flatMap((paragraph) => (paragraph.startsWith(' ') ? [`# ${paragraph}`] : wrap(paragraph)))
}

function wrap(text: string): string[] {
  const lines = ['#']
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`
    if (line.length <= WIDTH) lines[lines.length - 1] = line
    else lines.push(`# ${word}`)
  }
  return lines
}
