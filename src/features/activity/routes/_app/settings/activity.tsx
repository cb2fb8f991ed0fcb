import { createFileRoute, redirect } from '@tanstack/react-router'
import { activitySearch } from '#features/activity/activity-search.ts'

/** Where the log was; bookmarks and mails may still say so. */
export const Route = createFileRoute('/_app/settings/activity')({
  validateSearch: activitySearch,
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/settings/security/log', search, statusCode: 308 })
  },
})
