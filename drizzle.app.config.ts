import { defineConfig } from 'drizzle-kit'
import template from './drizzle.config.ts'

export default defineConfig({ ...template, schema: './src/platform/db/schema/app.ts', out: './drizzle/app' })
