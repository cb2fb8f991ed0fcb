/** Each is a file in every `messages` folder. The first is the base: its text is shown where another language has none. */
export const LOCALES = ['en', 'de', 'ar'] as const
