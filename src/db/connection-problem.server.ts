/** One line for each way a database cannot be reached. Node runs this file directly too (scripts/). */

/** What is wrong and how to mend it; the password in the address is never repeated. */
export function connectionProblem(error: unknown, databaseUrl: string): string {
  const where = describe(databaseUrl)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ECONNREFUSED':
      return `No database answers at ${where}: start PostgreSQL there, or correct DATABASE_URL.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${where} is not known: correct DATABASE_URL.`
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return `The database at ${where} does not answer in time: check the network and DATABASE_URL.`
    case '28P01':
    case '28000':
      return `The database at ${where} refuses this user or password: correct DATABASE_URL.`
    case '3D000':
      return `The server at ${where} has no such database: create it, or correct DATABASE_URL.`
    default:
      return `The database at ${where} cannot be used (${code || (error instanceof Error ? error.message : 'unknown error')}): check DATABASE_URL.`
  }
}

function describe(databaseUrl: string): string {
  const url = URL.parse(databaseUrl)
  return url === null ? 'DATABASE_URL' : `${url.hostname}:${url.port || '5432'}${url.pathname}`
}
