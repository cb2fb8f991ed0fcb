import { m } from '#platform/i18n/generated/messages.js'

/** Of the page and its button: what it does. */
export const titleOf = ({ name, isConnected }: { name: string; isConnected: boolean }): string =>
  isConnected ? m.providers_disconnect({ provider: name }) : m.providers_connect({ provider: name })
