import { useSuspenseQuery } from '@tanstack/react-query'
import { MonitorCheck, MonitorSmartphone } from 'lucide-react'
import type { ReactNode } from 'react'
import { deviceText } from '#ui/device-text.ts'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Badge } from '#ui/badge.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import { PostForm } from '#ui/post-form.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import type { SessionsDone } from './sessions-search.ts'
import { type DeviceEntry, type SessionEntry, sessionsQuery } from './sessions.queries.ts'

const PATH = '/settings/sessions'
const DONE_TEXT = {
  session: m.account_sessions_done_session,
  others: m.account_sessions_done_others,
  device: m.account_sessions_done_device,
}

export function SessionsPage({ refusal, done }: { refusal: FormRefusal | null; done: SessionsDone | undefined }) {
  const { data } = useSuspenseQuery(sessionsQuery())
  return (
    <>
      <PageHeading title={m.account_sessions_title()} description={m.account_sessions_description()} />
      {done !== undefined && refusal === null && (
        <Banner tone="success" role="status">
          {DONE_TEXT[done]()}
        </Banner>
      )}
      <Card title={m.account_sessions_signed_in()} footer={data.sessions.length > 1 ? <EndOthers refusal={refusal} /> : null}>
        <ul className="grid grid-cols-1 divide-y text-sm">
          {data.sessions.map((entry) => (
            <SessionLine key={entry.id} entry={entry} />
          ))}
        </ul>
      </Card>
      <Card title={m.account_devices_title()} description={m.account_devices_description()}>
        {data.devices.length === 0 ? (
          <p className="text-sm text-muted">{m.account_devices_none()}</p>
        ) : (
          <ul className="grid grid-cols-1 divide-y text-sm">
            {data.devices.map((entry) => (
              <DeviceLine key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}

function SessionLine({ entry }: { entry: SessionEntry }) {
  return (
    <Line
      icon={<MonitorSmartphone aria-hidden />}
      entry={entry}
      badge={entry.isCurrent ? <Badge tone="success">{m.account_sessions_current()}</Badge> : null}
      action={entry.isCurrent ? null : <Act act="end" entry={entry} label={m.account_sessions_end()} />}
    >
      <Fact term={m.account_sessions_active()} at={entry.lastActiveAt} />
      <Fact term={m.account_sessions_created()} at={entry.createdAt} />
    </Line>
  )
}

function DeviceLine({ entry }: { entry: DeviceEntry }) {
  return (
    <Line
      icon={<MonitorCheck aria-hidden />}
      entry={entry}
      badge={null}
      action={<Act act="forget" entry={entry} label={m.account_devices_forget()} />}
    >
      <Fact term={m.account_devices_used()} at={entry.lastUsedAt} />
      <Fact term={m.account_devices_until()} at={entry.expiresAt} />
    </Line>
  )
}

type LineProps = {
  icon: ReactNode
  entry: Pick<SessionEntry, 'device' | 'ipAddress'>
  badge: ReactNode
  action: ReactNode
  children: ReactNode
}

function Line({ icon, entry, badge, action, children }: LineProps) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 py-4 first:pt-0 last:pb-0">
      <span className="mt-0.5 shrink-0 text-muted [&_svg]:size-4">{icon}</span>
      <div className="grid min-w-0 grow basis-48 grid-cols-1 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{deviceText(entry.device)}</span>
          {badge}
        </p>
        {entry.ipAddress === null ? null : (
          <p className="text-muted">
            <bdi className="wrap-anywhere tabular-nums">{entry.ipAddress}</bdi>
          </p>
        )}
        <dl className="flex flex-wrap gap-x-5 text-muted">{children}</dl>
      </div>
      {action}
    </li>
  )
}

function Fact({ term, at }: { term: string; at: string }) {
  return (
    <div className="flex flex-wrap gap-x-1.5">
      <dt>{term}</dt>
      <dd>
        <RelativeTime value={at} />
      </dd>
    </div>
  )
}

/** Its name says which one, for those who hear a list of buttons. */
function Act({ act, entry, label }: { act: 'end' | 'forget'; entry: Pick<SessionEntry, 'id' | 'device' | 'ipAddress'>; label: string }) {
  return (
    <PostForm action={PATH} refusal={null}>
      {({ busy }) => (
        <>
          <input type="hidden" name="act" value={act} />
          <input type="hidden" name="id" value={entry.id} />
          <Button type="submit" variant="secondary" size="sm" busy={busy}>
            {label}
            <span className="sr-only">{[deviceText(entry.device), entry.ipAddress].filter(Boolean).join(' ')}</span>
          </Button>
        </>
      )}
    </PostForm>
  )
}

function EndOthers({ refusal }: { refusal: FormRefusal | null }) {
  return (
    <PostForm action={PATH} refusal={refusal}>
      {({ busy }) => (
        <>
          <input type="hidden" name="act" value="end-others" />
          <Button type="submit" variant="secondary" busy={busy}>
            {m.account_sessions_end_others()}
          </Button>
        </>
      )}
    </PostForm>
  )
}
