/** For a loader. The code that asks comes when it is needed: with the first page the server has the answer. */
export const loadProviders = async () => (await import('./providers.functions.ts')).listProviders()
