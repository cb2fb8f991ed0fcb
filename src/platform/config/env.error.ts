/** A setting that cannot be used. The message is one line that names the fix. */
export class EnvError extends Error {
  override name = 'EnvError'
}
