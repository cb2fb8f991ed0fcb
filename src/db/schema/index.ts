export * from './account'
export * from './auth'
export * from './events'
