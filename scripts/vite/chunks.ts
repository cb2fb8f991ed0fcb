/** Which modules come in which file of the browser's build. A group takes along what its modules import. */

/** A smaller file is not worth a request of its own. */
const SMALL_BYTES = 2048

/** With either kind of slash. */
const path = (pattern: string) => new RegExp(pattern.replaceAll('/', String.raw`[\\/]`))

export const CLIENT_CHUNKS = [
  // Changes with few releases.
  {
    name: 'framework',
    test: path('node_modules/(react|react-dom|scheduler|@tanstack/(react-router|router-core|history|store|react-store))/(?!.*serializer)'),
  },
  // What every page loads: what the entry imports, and the parts of every frame.
  { name: 'entry', test: path(String.raw`src/(app/client|ui/(button|theme-switch|language-switch|home-link|logo|icon))\.tsx$`) },
  // What the sign-in page imports, and with it the form of every other page.
  { name: 'sign-in', test: path(String.raw`src/(routes/_guest|features/sign-in/routes/_guest/sign-in)\.tsx\?tsr-split`) },
  // The frame of public pages.
  { name: 'public', test: path(String.raw`src/ui/public-page\.tsx$`) },
  // What other pages share. One file for each set of pages would be forty files, most of them one sentence.
  {
    name: 'shared',
    test: path('src/(platform/i18n|ui)|lucide-react'),
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: SMALL_BYTES,
  },
]

/** Without this, the name of a shared file would list the pages that share it. */
export const chunkFileName = ({ name }: { name: string }) => `assets/${name.startsWith('shared~') ? 'shared' : '[name]'}-[hash].js`
