/** Something a bot fills in, and neither browsers nor password managers know: it is no part of an address or a login. */
export const HONEYPOT_FIELD = 'homepage'
