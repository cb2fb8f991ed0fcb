import type { Plugin } from 'vite'

const MODULE = /start-client-core\/dist\/esm\/client-rpc\/createClientRpc\.js/
const STATIC_IMPORT = 'import { serverFnFetcher } from "./serverFnFetcher.js";'
const ON_DEMAND = 'const serverFnFetcher = (...call) => import("./serverFnFetcher.js").then((module) => module.serverFnFetcher(...call));'

/**
 * Start puts the transport of server functions (a serializer of 11 KB gzip) into the entry of every page. A page that
 * calls none, as all public ones, does without: the browser fetches it with the first call. Remove this when TanStack/router
 * #8302 (`serverFns: { transport: 'lazy' }`) is released.
 */
export function rpcOnDemand(): Plugin {
  return {
    name: 'gatehouse:rpc-on-demand',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      if (!MODULE.test(id)) return null
      if (!code.includes(STATIC_IMPORT)) this.error('@tanstack/start-client-core has changed: adapt or drop scripts/vite/rpc-on-demand.ts.')
      return { code: code.replace(STATIC_IMPORT, ON_DEMAND), map: null }
    },
  }
}
