import { createFileRoute, notFound } from '@tanstack/react-router'
import { loadRefusal } from '#auth/forms/form-state.ts'
import { needFreshProof } from '#auth/guards/step-up.ts'
import { ConnectionPage } from '#features/connections/connection-page.tsx'
import { titleOf } from '#features/connections/connection-title.ts'
import { getConnection } from '#features/connections/connections.functions.ts'
import { AppError } from '#platform/forms/app-error.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { appHead } from '#platform/http/page-head.ts'

export const Route = createFileRoute('/_app/settings/connections/$provider')({
  loader: async ({ location, params }) => {
    await needFreshProof(location)
    return { connection: await getConnection({ data: params.provider }).catch(asNotFound), refusal: loadRefusal() }
  },
  head: ({ loaderData }) => appHead(loaderData === undefined ? m.providers_connections() : titleOf(loaderData.connection)),
  server: {
    handlers: {
      POST: async ({ request, params }) =>
        (await import('#features/connections/connections.server.ts')).answerConnection(request, params.provider),
    },
  },
  component: () => <ConnectionPage {...Route.useLoaderData()} />,
})

function asNotFound(error: unknown): never {
  throw error instanceof AppError && error.code === 'not_found' ? notFound() : error
}
