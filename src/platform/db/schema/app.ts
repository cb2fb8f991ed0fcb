/**
 * Your own tables: define them here, or export them from a feature's schema file. `npm run db:generate` writes their
 * migrations to `drizzle/app/`, apart from the template's, so that an update conflicts with neither. They may reference the
 * template's tables. Data about a user is a table of its own with a reference to `user`, not a column of `user`.
 */
// oxlint-disable-next-line unicorn/require-module-specifiers -- there are none yet
export {}
