/** Where a form and a call of a server function name the user whose page they come from. No secret: a session decides what is allowed. */
export const VIEWER_FIELD = 'viewer'
export const VIEWER_HEADER = 'x-viewer'
