/** A failure that the reader can act on: one line that names the fix, to be printed without a stack. */
export class PostgresError extends Error {
  override name = 'PostgresError'
}
