import { sql } from './client.server'

export async function isReachable(): Promise<boolean> {
  return sql`select 1`.then(
    () => true,
    () => false,
  )
}
