import tailwindcss from '@tailwindcss/vite'
import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { CLIENT_CHUNKS, chunkFileName } from './scripts/vite/chunks.ts'
import { readableFunctionId } from './scripts/vite/function-id.ts'
import { messages } from './scripts/vite/messages.ts'
import { BUILT_TREE, routeTree } from './scripts/vite/route-tree.ts'
import { rpcOnDemand } from './scripts/vite/rpc-on-demand.ts'
import { mountedRoutes } from './src/app/routes.ts'

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig(({ command }) => {
  const isBuild = command === 'build'
  const { ofRouter, ofVite } = routeTree()
  // A build is a production build, whatever NODE_ENV the shell has.
  if (isBuild) process.env.NODE_ENV = 'production'
  return {
    plugins: [
      messages({ root: fromRoot('.'), isBuild }),
      tailwindcss(),
      tanstackStart({
        start: { entry: 'app/start.ts' },
        client: { entry: 'app/client.tsx' },
        server: { entry: 'app/server.ts' },
        router: {
          entry: 'app/router.tsx',
          virtualRouteConfig: mountedRoutes(),
          ...(isBuild && BUILT_TREE),
          // A page's loader comes with the page: the entry holds no more than where pages are.
          codeSplittingOptions: { defaultBehavior: [['loader', 'component']] },
          plugins: [ofRouter],
        },
        serverFns: { generateFunctionId: readableFunctionId },
      }),
      ofVite,
      react(),
      ...(isBuild ? [rpcOnDemand()] : []),
    ],
    environments: {
      client: {
        build: {
          // The server names a page's files in its HTML, and the router asks for the next page's when a link is pointed at.
          modulePreload: { polyfill: false, resolveDependencies: () => [] },
          rolldownOptions: { output: { codeSplitting: { groups: CLIENT_CHUNKS }, chunkFileNames: chunkFileName } },
        },
      },
      ssr: {
        // A build carries its packages, save the one that is machine code: dist/ alone is the server.
        resolve: isBuild ? { noExternal: true, external: ['@node-rs/argon2'] } : {},
        build: {
          // Pictures are decoded by a WebAssembly file beside the server's scripts.
          emitAssets: true,
          rolldownOptions: {
            input: {
              main: fromRoot('src/app/main.ts'),
              'worker-main': fromRoot('src/app/worker-main.ts'),
              cli: fromRoot('src/app/cli.ts'),
              'picture-worker': fromRoot('src/features/avatar/picture.worker.server.ts'),
            },
          },
        },
      },
    },
    server: {
      strictPort: true,
      host: 'localhost',
      watch: { ignored: ['**/.data/**', '**/test-results/**'] },
      // Vite's defaults, and our own: .data/ holds the secret, the passwords and the mailbox.
      fs: { deny: ['.env', '.env.*', '*.{crt,pem}', '**/.git/**', '**/.data/**'] },
    },
  }
})
