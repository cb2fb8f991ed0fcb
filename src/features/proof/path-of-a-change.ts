/**
 * Code of this repository that the landing page shows: from the line that holds `from` to the next one that starts with
 * `to`. `scripts/vite/proof.ts` takes it from the files at build time, so that the page cannot show anything else.
 */
export const PATH_OF_A_CHANGE = {
  door: { file: 'src/features/account/account.server.ts', from: 'export function saveProfile', to: '}' },
  guard: { file: 'src/auth/member-form.server.ts', from: 'export async function letIn', to: '  if (member === null)' },
  query: { file: 'src/features/account/account.server.ts', from: 'async function changeProfile', to: '}' },
  list: { file: 'tests/http/rpc-surface.test.ts', from: 'a new one is a line in this list', to: '        "GET /admin/jobs"' },
}
