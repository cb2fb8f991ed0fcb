/**
 * Better Auth's store, in which the identifier of a verification row (reset link, sign-in link, challenge, provider state) is
 * hashed on its way to Postgres, in every statement. Better Auth's own `storeIdentifier` looks for an identifier as given
 * where its hash is not found, so a hash that was read in the database works as the token. Here it is hashed once more.
 */
import type { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { hashToken } from '#auth/sessions/hashed-token.server.ts'

/** What Better Auth's identifiers of reset links start with. It is kept before the hash: other rows hold the user's id too. */
export const RESET_LINK = 'reset-password:'

type Adapter = ReturnType<typeof drizzleAdapter>
type Store = Omit<ReturnType<Adapter>, 'transaction'>
type Where = Parameters<Store['findOne']>[0]['where'][number]

export function hashingIdentifiers(store: Adapter): Adapter {
  return (options) => {
    const adapter = store(options)
    return { ...adapter, ...hashing(adapter), transaction: (work) => adapter.transaction((tx) => work({ ...tx, ...hashing(tx) })) }
  }
}

const hashing = (store: Store): Omit<Store, 'id'> => ({
  create: (query) => store.create({ ...query, data: isVerification(query) ? hashedRow(query.data) : query.data }),
  findOne: (query) => store.findOne(hashed(query)),
  findMany: (query) => store.findMany(hashed(query)),
  count: (query) => store.count(hashed(query)),
  update: (query) => store.update(hashed(query)),
  updateMany: (query) => store.updateMany(hashed(query)),
  delete: (query) => store.delete(hashed(query)),
  deleteMany: (query) => store.deleteMany(hashed(query)),
  consumeOne: (query) => store.consumeOne(hashed(query)),
  incrementOne: (query) => store.incrementOne(hashed(query)),
})

type Query = { model: string; where?: Where[] | undefined; update?: Record<string, unknown> }

const isVerification = ({ model }: Pick<Query, 'model'>): boolean => model === 'verification'

function hashed<Asked extends Query>(query: Asked): Asked {
  if (!isVerification(query)) return query
  return {
    ...query,
    ...(query.where && { where: query.where.map(hashedCondition) }),
    ...(query.update && { update: hashedRow(query.update) }),
  }
}

function hashedCondition(condition: Where): Where {
  if (condition.field !== 'identifier') return condition
  const { value, operator = 'eq' } = condition
  if (typeof value !== 'string' || operator !== 'eq') throw new Error('A verification row is looked up by its whole identifier only.')
  return { ...condition, value: storedIdentifier(value) }
}

const hashedRow = <Row extends Record<string, unknown>>(row: Row): Row =>
  typeof row.identifier === 'string' ? { ...row, identifier: storedIdentifier(row.identifier) } : row

const storedIdentifier = (identifier: string): string => (identifier.startsWith(RESET_LINK) ? RESET_LINK : '') + hashToken(identifier)
