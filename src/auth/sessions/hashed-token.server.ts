import { createHash, randomBytes } from 'node:crypto'

const BYTES = 32

/** 256 random bits for a link or a cookie, as base64url. Postgres gets `hashToken` of it. */
export const newToken = (): string => randomBytes(BYTES).toString('base64url')

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')
