/** Every way into a build: its server functions, and each page and server route by each verb it answers. Read from the build, so that a door is covered the day it is made. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Door = {
  /** `POST /settings/connections/$provider`: as the reviewed lists name it. */
  name: string
  verb: string
  /** With a sample for each parameter. */
  path: string
}

/** What stands in a path for a parameter: of somebody who is not the caller, where it names somebody. */
export type Samples = Readonly<Record<string, string>>

const VERB = /\b(GET|POST|PUT|PATCH|DELETE|ANY):/g

const assetsOf = (builtServer: string) => join(dirname(builtServer), 'assets')

export function builtFunctionIds(builtServer: string): string[] {
  const assets = assetsOf(builtServer)
  const table = readdirSync(assets).find((name) => name.includes('server-fn-resolver'))
  if (table === undefined) throw new Error('The build has no table of server functions.')
  return [...readFileSync(join(assets, table), 'utf8').matchAll(/^\t"([^"]+)": \{$/gm)].map((match) => match[1] ?? '')
}

/** Ids of the routes in the build's own manifest, without the root, which has no address. */
export function builtRouteIds(builtServer: string): string[] {
  const assets = assetsOf(builtServer)
  // In one file or in two, of which one only hands the other on.
  const manifests = readdirSync(assets).filter((name) => name.startsWith('_tanstack-start-manifest'))
  // Each stands among the children of its parent; some have no entry of their own.
  const ids = manifests
    .flatMap((name) => [...readFileSync(join(assets, name), 'utf8').matchAll(/^\t+"(\/(?!assets\/)[^"]*)"(?:,|:|$)/gm)])
    .map(([, id = '']) => id)
  if (ids.length === 0) throw new Error('The build has no manifest of routes.')
  return [...new Set(ids)].toSorted()
}

export function builtDoors(builtServer: string, samples: Samples): Door[] {
  const routes = builtRoutes(builtServer)
  const doors = [...routes].flatMap(([id, options]) => {
    const path = pathOf(id)
    const verbs = new Set([...options.matchAll(VERB)].map(([, verb = '']) => verb))
    // A page is there by GET; a layout has no address of its own.
    if (!isLayout(id) && /\b(component|beforeLoad):/.test(options)) verbs.add('GET')
    return [...verbs].map((verb) => ({ name: `${verb} ${path}`, verb: verb === 'ANY' ? 'POST' : verb, path: withSamples(path, samples) }))
  })
  return doors.toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** What is written between the brackets of each `createFileRoute(id)(…)`, by id. */
export function builtRoutes(builtServer: string): Map<string, string> {
  const assets = assetsOf(builtServer)
  const routes = new Map<string, string>()
  for (const name of readdirSync(assets).filter((file) => file.endsWith('.js'))) {
    const text = readFileSync(join(assets, name), 'utf8')
    for (const { 0: start, 1: id = '', index } of text.matchAll(/createFileRoute\("([^"]+)"\)\(/g))
      routes.set(id, upToClosing(text, index + start.length))
  }
  return routes
}

function upToClosing(text: string, from: number): string {
  let depth = 1
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1
    if (text[at] === ')') depth -= 1
    if (depth === 0) return text.slice(from, at)
  }
  throw new Error('A route without an end.')
}

const isLayout = (id: string) => /\/_[^/]+$/.test(id)

/** `/_app/settings/profile_/picture` is at `/settings/profile/picture`. */
function pathOf(id: string): string {
  const parts = id.split('/').filter((part) => part !== '' && !part.startsWith('_'))
  return `/${parts.map((part) => part.replace(/_$/, '')).join('/')}`
}

function withSamples(path: string, samples: Samples): string {
  return path.replaceAll(/\$(\w*)/g, (parameter, name: string) => {
    const sample = samples[name === '' ? '$' : name]
    if (sample === undefined) throw new Error(`${path}: say in the test what stands for ${parameter}.`)
    return sample
  })
}
