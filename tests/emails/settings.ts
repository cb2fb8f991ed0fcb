/** What rendering a mail reads of the environment, for tests that have no database. */
export function useMailSettings() {
  Object.assign(process.env, {
    APP_URL: 'https://app.test',
    DATABASE_URL: 'postgres://nobody@localhost:1/none',
    AUTH_SECRET: crypto.randomUUID(),
  })
}
