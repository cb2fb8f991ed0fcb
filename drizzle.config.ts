import { defineConfig } from 'drizzle-kit'

/** Tables of the template. Those of `schema/app.ts` have their own folder: drizzle.app.config.ts. */
const schema = ['account', 'auth', 'events'].map((name) => `./src/platform/db/schema/${name}.ts`)

export default defineConfig({ dialect: 'postgresql', schema, out: './drizzle', casing: 'snake_case', migrations: { prefix: 'timestamp' } })
