/** The addresses of the build, with something in the place of their parameters. */
import { BUILT_SERVER } from './app.ts'
import { builtDoors } from './built-doors.ts'

const ANYTHING = new Proxy<Record<string, string>>({}, { get: () => 'x' })
const doors = () => builtDoors(BUILT_SERVER, ANYTHING)

/** Every one, whatever it answers to. */
export const addresses = (): string[] => [...new Set(doors().map(({ path }) => path))]

/** Those that take a form or another post. */
export const postAddresses = (): string[] => doors().flatMap(({ verb, path }) => (verb === 'POST' ? [path] : []))
