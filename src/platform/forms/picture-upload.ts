/** The one form that takes a file. */
export const PICTURE_PATH = '/settings/profile/picture'
export const PICTURE_MAX_BYTES = 5 * 1024 * 1024
/** With what a browser writes around the file. */
export const PICTURE_BODY_MAX_BYTES = PICTURE_MAX_BYTES + 64 * 1024
