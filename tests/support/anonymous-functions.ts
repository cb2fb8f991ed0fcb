/** The server functions that anyone may call. Adding one is a decision: it stands here and says `allowAnonymous` in its chain. */
export const ANONYMOUS_FUNCTIONS = ['viewer.getViewer', 'providers.listProviders']
