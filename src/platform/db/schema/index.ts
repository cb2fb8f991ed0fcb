export * from './account.ts'
export * from './app.ts'
export * from './auth.ts'
export * from './events.ts'
