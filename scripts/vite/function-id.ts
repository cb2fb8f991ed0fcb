/** `src/features/sessions/sessions.functions.ts`, `listSessions` → `sessions.listSessions`: names, not hashes, in the access log. */
export function readableFunctionId({ filename, functionName }: { filename: string; functionName: string }) {
  const area = filename.match(/([^/]+)\.functions\.tsx?$/)?.[1]
  return area === undefined ? undefined : `${area}.${functionName.replace(/_createServerFn_handler$/, '')}`
}
