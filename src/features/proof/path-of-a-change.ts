/**
 * Code of this repository that the landing page shows: from the line that holds `from` to the next one that starts with
 * `to`. `scripts/vite/proof.ts` takes it from the files at build time, so that the page cannot show anything else.
 */
export const PATH_OF_A_CHANGE = {
  door: { file: 'src/features/account/account.functions.ts', from: 'export const updateProfile', to: '  .handler(' },
  guard: { file: 'src/auth/guards.ts', from: 'export const ensureSession', to: '  })' },
  query: { file: 'src/features/account/account.server.ts', from: 'export async function changeProfile', to: '}' },
  list: { file: 'tests/architecture/rpc-surface.test.ts', from: 'a new one is a line in this list', to: '        "account.' },
}
