/** Which modules come in which file. Together they compress better, and each file costs a browser a request, a start of the server a fifth of a millisecond. */

/** Below it, a file of the browser's is not worth a request of its own. */
const SMALL_BYTES = 2048

/** By path, with either kind of slash. */
const paths = (...patterns: string[]) => new RegExp(patterns.join('|').replaceAll('/', String.raw`[\\/]`))

export const CLIENT_CHUNKS = [
  // Outlives most releases.
  {
    name: 'framework',
    test: paths(
      'node_modules/(react|react-dom|scheduler|use-sync-external-store|@tanstack/(react-router|router-core|history|store|react-store))/(?!.*serializer)',
    ),
  },
  // Of every page: where pages are, and what starts them. In the file that Vite names `index`.
  {
    name: 'entry',
    test: paths(
      String.raw`src/(router|start|routeTree\.build\.gen|queries)\.`,
      'src/routes/[^?]*$',
      String.raw`src/auth/current-viewer\.`,
      String.raw`src/lib/(cx|app-error|search-params|token-search)\.`,
      String.raw`src/features/[\w-]+/[\w-]+-search\.`,
      String.raw`src/ui/(button|button-look|icon|theme-switch|logo|home-link|language-switch)\.`,
      'src/messages/generated/messages/pages_(terms|privacy)_title',
      String.raw`start-client-core/dist/esm/(client/|client-rpc/)?(getStartOptions|constants|createClientRpc|ServerFunctionSerializationAdapter|createMiddleware|createCsrfMiddleware|createStart|empty-plugin-adapters|hydrateStart)\.`,
      String.raw`react-start-client/dist/esm/(hydrateStart|StartClient)\.`,
      'serializer/transformer',
      String.raw`src/client\.`,
      'preload-helper',
    ),
  },
  // The sign-in page, and with it the form of every other page: whoever comes to one has been here.
  {
    name: 'sign-in',
    test: paths(
      String.raw`src/routes/_guest(/sign-in)?\.`,
      String.raw`src/features/sign-in/(other-ways|sign-in-page)\.`,
      String.raw`src/features/passkeys/(passkey-button|passkey-client|can-use-passkeys)\.`,
      String.raw`src/features/providers/(provider-buttons|provider-mark|load-providers)\.`,
      String.raw`src/ui/(auth-frame|field-frame|form-answer|form-summary|post-form|text-field|password-field|checkbox-field|badge)\.`,
      String.raw`src/(lib/form-refusal|auth/form-state)\.`,
      String.raw`src/messages/generated/messages/auth_(email|password|sign_in_submit|forgot_link|back_to_sign_in|problem_challenge_over|notice_session_needed)\.`,
    ),
  },
  // What else pages share, which would come in a file for each set of pages: forty for a page behind the sign-in, most of them one sentence.
  {
    name: 'shared',
    test: paths('src/(messages|ui)', 'lucide-react'),
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: SMALL_BYTES,
  },
]

/** Without these there are a hundred more. Each is either at the top of what imports what, or at the bottom: no two files come to need each other. */
export const SERVER_CHUNKS = [
  { name: 'routes', test: paths('src/routes/[^?]*$') },
  {
    name: 'framework',
    test: paths(String.raw`node_modules/(react|react-dom|scheduler|use-sync-external-store|seroval|seroval-plugins|@tanstack/[\w-]+)/`),
  },
  { name: 'shared', test: paths('src/messages/generated/'), entriesAware: true, entriesAwareMergeThreshold: 32 * 1024 },
]

/** A shared file is named by the pages that share it, which are many. */
export const chunkFileName = ({ name }: { name: string }) => `assets/${name.startsWith('shared~') ? 'shared' : '[name]'}-[hash].js`
