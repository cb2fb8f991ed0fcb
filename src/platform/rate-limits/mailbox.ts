/** Whose mail this address is. Most servers deliver `name+tag@` to `name@`, so a tag must not be a fresh count. */
export const mailboxOf = (email: string): string => email.toLowerCase().replace(/^([^@+]+)\+[^@]*(?=@)/, '$1')
