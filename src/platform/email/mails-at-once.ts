/** Each over a connection of its own. */
export const MAILS_AT_ONCE = 5
