import { KeyRound } from 'lucide-react'
import { m } from '#platform/i18n/generated/messages.js'
import { Badge } from '#ui/badge.tsx'
import { Banner } from '#ui/banner.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import type { PasskeysDone } from './passkeys-search.ts'
import type { listPasskeys } from './passkeys.functions.ts'

const DONE_TEXT = {
  added: m.passkeys_done_added,
  renamed: m.passkeys_done_renamed,
  removed: m.passkeys_done_removed,
} as const satisfies Record<PasskeysDone, () => string>

type Listing = Awaited<ReturnType<typeof listPasskeys>>
type Passkey = Listing['passkeys'][number]

export function PasskeysPage({ passkeys, canAdd, done }: Listing & { done: PasskeysDone | undefined }) {
  return (
    <>
      <PageHeading
        title={m.passkeys_title()}
        description={m.passkeys_description()}
        actions={canAdd && passkeys.length > 0 ? <AddLink /> : null}
      />
      {done !== undefined && (
        <Banner tone="success" role="status">
          {DONE_TEXT[done]()}
        </Banner>
      )}
      {!canAdd && <Banner>{m.passkeys_problem_limit()}</Banner>}
      {passkeys.length === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden />} title={m.passkeys_none()} action={<AddLink />}>
          {m.passkeys_none_hint()}
        </EmptyState>
      ) : (
        <Card title={m.passkeys_list()}>
          <ul className="grid grid-cols-1 divide-y text-sm">
            {passkeys.map((passkey) => (
              <PasskeyLine key={passkey.id} passkey={passkey} />
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function AddLink() {
  return <ButtonLink to="/settings/security/passkeys/add">{m.passkeys_add()}</ButtonLink>
}

function PasskeyLine({ passkey: { id, name, keeper, isSynced, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 py-4 first:pt-0 last:pb-0">
      <span className="mt-0.5 shrink-0 text-muted [&_svg]:size-4">
        <KeyRound aria-hidden />
      </span>
      <div className="grid min-w-0 grow basis-48 grid-cols-1 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="font-medium wrap-anywhere">{name ?? m.passkeys_unnamed()}</bdi>
          <Badge>{isSynced ? m.passkeys_synced() : m.passkeys_one_device()}</Badge>
        </p>
        {keeper === null ? null : (
          <p className="text-muted">
            <bdi>{keeper}</bdi>
          </p>
        )}
        <dl className="flex flex-wrap gap-x-5 text-muted">
          <Fact term={m.passkeys_created()} at={createdAt} />
          <Fact term={lastUsedAt === null ? m.passkeys_used_never() : m.passkeys_used()} at={lastUsedAt} />
        </dl>
      </div>
      <div className="flex gap-2">
        <ButtonLink to="/settings/security/passkeys/$id/rename" params={{ id }} variant="secondary" size="sm">
          {m.passkeys_rename()} <span className="sr-only">{name}</span>
        </ButtonLink>
        <ButtonLink to="/settings/security/passkeys/$id/remove" params={{ id }} variant="secondary" size="sm">
          {m.passkeys_remove()} <span className="sr-only">{name}</span>
        </ButtonLink>
      </div>
    </li>
  )
}

function Fact({ term, at }: { term: string; at: string | null }) {
  return (
    <div className="flex flex-wrap gap-x-1.5">
      <dt>{term}</dt>
      {at === null ? null : (
        <dd>
          <RelativeTime value={at} />
        </dd>
      )}
    </div>
  )
}
