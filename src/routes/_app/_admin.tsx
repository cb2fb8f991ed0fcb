import { Outlet, createFileRoute, notFound } from '@tanstack/react-router'

/** For administrators; for another person there is no such page. This is manners: the law is `ensureAdmin` and `answerAdminForm`. */
export const Route = createFileRoute('/_app/_admin')({
  beforeLoad: ({ context }) => {
    if (context.viewer.role !== 'admin') throw notFound()
  },
  component: Outlet,
})
