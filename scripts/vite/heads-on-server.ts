import type { Plugin } from 'vite'

const ROUTE = /\/src\/routes\/.*\.tsx$/
/** As the formatter leaves it: the lines of an option are indented deeper than its name. */
const HEAD = /^ {2}head: .*\n(?: {3,}.*\n| {2}[)}\]]+,?\n)*/m

/**
 * Takes `head` out of the routes that a browser gets: the entry would carry every page's title. The
 * server has written the head of the page that is opened; after a navigation the title follows the page's heading.
 */
export function headsOnServer(): Plugin {
  return {
    name: 'gatehouse:heads-on-server',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      if (!ROUTE.test(id) || !code.includes('head:')) return null
      const without = code.replace(HEAD, '')
      if (/\bhead:/.test(without))
        this.error(`${id}: keep \`head\` of a route as the formatter writes it, scripts/vite/heads-on-server.ts takes it out.`)
      return { code: without, map: null }
    },
  }
}
