import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwindcss from '@tailwindcss/vite'
import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { brandPlugin } from './scripts/vite/brand.ts'
import { handlersOnDemand } from './scripts/vite/handlers-on-demand.ts'
import { headsOnServer } from './scripts/vite/heads-on-server.ts'
import { keptFormatters } from './scripts/vite/kept-formatters.ts'
import { leanIcons } from './scripts/vite/lean-icons.ts'
import { noPreloadLists } from './scripts/vite/no-preload-lists.ts'
import { pageLanguage } from './scripts/vite/page-language.ts'
import { pictureDecoder } from './scripts/vite/picture-decoder.ts'
import { preloadsApart } from './scripts/vite/preloads-apart.ts'
import { proofPlugin } from './scripts/vite/proof.ts'
import { rpcOnDemand } from './scripts/vite/rpc-on-demand.ts'

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Below it, a file of the browser's is not worth a request of its own. */
const SMALL_BYTES = 2048

/** What many pages need, in a few files: together they compress better, and the first one outlives most releases. */
const CHUNKS = [
  {
    name: 'framework',
    test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|@tanstack[\\/](react-router|router-core|history|store|react-store))[\\/](?!.*serializer)/,
  },
  {
    name: 'ui',
    test: /src[\\/](ui[\\/](button|button-link|button-look|icon|theme-switch|logo|home-link|skip-link|language-switch|gate-backdrop)\.|lib[\\/](cx|app-error|token-search)\.|features[\\/][\w-]+[\\/][\w-]+-search\.|messages[\\/]generated[\\/]messages[\\/]pages_(terms|privacy)_title)|src[\\/]auth[\\/]current-viewer|preload-helper|start-client-core.*(getStartOptions|constants)\./,
  },
  {
    name: 'form',
    test: /src[\\/](ui[\\/](auth-frame|field-frame|form-summary|post-form|text-field|password-field|checkbox-field|badge)\.|lib[\\/]form-refusal|messages[\\/]generated[\\/]messages[\\/]auth_(email|password|sign_in_submit|forgot_link|back_to_sign_in|problem_challenge_over|notice_session_needed)\.)/,
  },
  // Of the sign-in page, besides the form.
  {
    name: 'ways-in',
    test: /src[\\/](features[\\/](passkeys[\\/](passkey-button|passkey-client|can-use-passkeys)|providers[\\/](provider-buttons|provider-mark|load-providers)|sign-in[\\/]other-ways))\./,
  },
  // What else pages share, which would come in a file for each set of pages: forty for a page behind the sign-in, most of them one sentence.
  {
    name: 'shared',
    test: /src[\\/](messages|ui)|lucide-react/,
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: SMALL_BYTES,
  },
]

/**
 * Each file costs a start a fifth of a millisecond, and without these there are a hundred more. Each group is either at the
 * top of what imports what, or at the bottom: no two files come to need each other.
 */
const SERVER_CHUNKS = [
  { name: 'routes', test: /src[\\/]routes[\\/][^?]*$/ },
  {
    name: 'framework',
    test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|seroval|seroval-plugins|@tanstack[\\/][\w-]+)[\\/]/,
  },
  { name: 'shared', test: /src[\\/]messages[\\/]generated[\\/]/, entriesAware: true, entriesAwareMergeThreshold: 32 * 1024 },
]

export default defineConfig(({ command }) => {
  const isBuild = command === 'build'
  // A build is a production build, whatever NODE_ENV the shell has.
  if (isBuild) process.env.NODE_ENV = 'production'
  return {
    resolve: {
      tsconfigPaths: true,
      // A build has its own route tree, without src/routes/dev: those pages are absent, not hidden.
      alias: isBuild
        ? [
            { find: '~/routeTree.gen', replacement: fromRoot('src/routeTree.build.gen.ts') },
            // Its spans would hold whole error messages, parameters included; and it looks for OpenTelemetry at each call (decision 032).
            {
              find: '@better-auth/core/instrumentation',
              replacement: fromRoot('node_modules/@better-auth/core/dist/instrumentation/pure.index.mjs'),
            },
          ]
        : [],
    },
    plugins: [
      paraglideVitePlugin({
        project: 'src/messages/project.inlang',
        outdir: 'src/messages/generated',
        strategy: ['baseLocale'],
      }),
      brandPlugin(),
      pageLanguage(),
      headsOnServer(),
      ...(isBuild ? [handlersOnDemand()] : []),
      preloadsApart(),
      proofPlugin(),
      pictureDecoder(),
      tailwindcss(),
      tanstackStart({
        router: {
          ...(isBuild && { routeFileIgnorePattern: '^dev$', generatedRouteTree: 'routeTree.build.gen.ts' }),
          // A page's loader comes with the page: the entry holds no more than where pages are.
          codeSplittingOptions: { defaultBehavior: [['loader', 'component']] },
        },
        serverFns: { generateFunctionId: readableFunctionId },
      }),
      react(),
      ...(isBuild ? [rpcOnDemand(), noPreloadLists(), leanIcons(), keptFormatters()] : []),
    ],
    environments: {
      client: {
        build: { modulePreload: false, rolldownOptions: { output: { codeSplitting: { groups: CHUNKS }, chunkFileNames: fileName } } },
      },
      ssr: {
        // A build carries its packages, save the one that is machine code: dist/ alone is the server.
        resolve: isBuild ? { noExternal: true, external: ['@node-rs/argon2'] } : {},
        build: {
          rolldownOptions: {
            output: { codeSplitting: { groups: SERVER_CHUNKS, includeDependenciesRecursively: false }, chunkFileNames: fileName },
            input: {
              main: fromRoot('src/main.ts'),
              'compile-main': fromRoot('src/compile-main.ts'),
              'worker-main': fromRoot('src/worker-main.ts'),
              'migrate-main': fromRoot('src/migrate-main.ts'),
              'audit-main': fromRoot('src/audit-main.ts'),
              'ban-main': fromRoot('src/ban-main.ts'),
              'admin-main': fromRoot('src/admin-main.ts'),
              'reseal-main': fromRoot('src/reseal-main.ts'),
              'backup-main': fromRoot('src/backup-main.ts'),
              'restore-main': fromRoot('src/restore-main.ts'),
              'picture-worker': fromRoot('src/features/avatar/picture.worker.server.ts'),
            },
          },
        },
      },
    },
    server: {
      strictPort: true,
      host: 'localhost',
      watch: { ignored: ['**/.data/**', '**/test-results/**', '**/project.inlang/**'] },
      // Vite's defaults, and our own: .data/ holds the secret, the passwords and the mailbox.
      fs: { deny: ['.env', '.env.*', '*.{crt,pem}', '**/.git/**', '**/.data/**'] },
    },
  }
})

/** A shared file is named by the pages that share it, which are many. */
const fileName = ({ name }: { name: string }) => `assets/${name.startsWith('shared~') ? 'shared' : '[name]'}-[hash].js`

/** `src/features/account/account.functions.ts`, `updateProfile` → `account.updateProfile`: names, not hashes, in the access log. */
function readableFunctionId({ filename, functionName }: { filename: string; functionName: string }) {
  const area = filename.match(/([^/]+)\.functions\.tsx?$/)?.[1]
  return area === undefined ? undefined : `${area}.${functionName.replace(/_createServerFn_handler$/, '')}`
}
