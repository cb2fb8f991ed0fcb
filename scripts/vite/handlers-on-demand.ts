import type { Plugin } from 'vite'

const ROUTE = /\/src\/routes\/.*\.tsx?$/
const HANDLER = /^import \{ (\w+) \} from '(~\/(?:auth|features)\/[\w/.-]+\.server)'$/gm

/**
 * A route names who answers its posts, and so a start would load what every form needs: Better Auth, passkeys, the whole.
 * In a build that comes with the first request to the route. It must be called where it is named: it is a promise then.
 */
export function handlersOnDemand(): Plugin {
  return {
    name: 'gatehouse:handlers-on-demand',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform(code, id) {
      if (!ROUTE.test(id) || !code.includes('handlers:')) return null
      const late = code.replaceAll(HANDLER, (line, name: string, module: string) => {
        const isOnlyCalled = !new RegExp(`\\b${name}\\b(?!\\()`).test(code.replace(line, ''))
        if (!isOnlyCalled) this.error(`${id}: a handler calls ${name}, or scripts/vite/handlers-on-demand.ts cannot load it late.`)
        return `const ${name} = (...asked) => import('${module}').then((module) => module.${name}(...asked))`
      })
      return { code: late, map: null }
    },
  }
}
