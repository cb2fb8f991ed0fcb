/** Code points. Apart from the policy, which carries the list of common passwords that no browser needs. */
export const PASSWORD_MIN_CHARACTERS = 12
export const PASSWORD_MAX_CHARACTERS = 128
