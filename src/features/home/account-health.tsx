import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Viewer } from '#auth/sessions/viewer.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Badge } from '#ui/badge.tsx'
import { Card } from '#ui/card.tsx'
import { numberText } from '#ui/number-text.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { EntrySource } from './entry-source.tsx'
import type { Home } from './home.queries.ts'

type Fact = { term: string; value: ReactNode; note?: ReactNode; verdict: 'good' | 'look' | null }

/** Facts, each with what to make of it. Where nothing can be said against it or for it, none is given. */
export function AccountHealth({ viewer, home }: { viewer: Viewer; home: Home }) {
  const facts = [
    emailFact(viewer),
    passwordFact(home),
    secondFactorFact(viewer),
    passkeysFact(home),
    sessionsFact(home),
    signInFact(home),
    memberFact(home),
  ]
  return (
    <Card title={m.app_health()} description={m.app_health_text()}>
      <dl className="grid divide-y text-sm">
        {facts.map(({ term, value, note, verdict }) => (
          <div key={term} className="flex flex-wrap items-start gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0">
            <dt className="w-full text-muted sm:w-40">{term}</dt>
            <dd className="min-w-0 grow basis-0">
              <p className="wrap-anywhere">{value}</p>
              {note === undefined ? null : <p className="text-pretty wrap-anywhere text-muted">{note}</p>}
            </dd>
            {verdict === null ? null : (
              <dd>
                {verdict === 'good' ? (
                  <Badge tone="success">{m.app_health_good()}</Badge>
                ) : (
                  <Badge tone="info">{m.app_health_look()}</Badge>
                )}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </Card>
  )
}

/** Nobody signs in with an address that is not confirmed. */
function emailFact({ email }: Viewer): Fact {
  return { term: m.app_email(), value: email, note: m.app_email_confirmed(), verdict: 'good' }
}

function passwordFact({ passwordChangedAt }: Home): Fact {
  return {
    term: m.app_health_password(),
    value: passwordChangedAt === null ? m.app_health_password_first() : <RelativeTime value={passwordChangedAt} />,
    note: m.app_health_password_note(),
    verdict: null,
  }
}

function secondFactorFact({ twoFactorEnabled }: Viewer): Fact {
  return {
    term: m.app_health_two_factor(),
    value: twoFactorEnabled ? m.app_health_on() : m.app_health_off(),
    note: (
      <Link to="/settings/security/two-factor" className="link">
        {twoFactorEnabled ? m.app_health_two_factor_codes() : m.app_health_two_factor_link()}
      </Link>
    ),
    verdict: twoFactorEnabled ? 'good' : 'look',
  }
}

/** Without one nothing is wrong. */
function passkeysFact({ passkeys }: Home): Fact {
  return {
    term: m.app_health_passkeys(),
    value: numberText(passkeys),
    note: (
      <Link to="/settings/security/passkeys" className="link">
        {m.app_health_passkeys_link()}
      </Link>
    ),
    verdict: passkeys > 0 ? 'good' : null,
  }
}

function sessionsFact({ activeSessions }: Home): Fact {
  const isOne = activeSessions <= 1
  const link = (
    <Link to="/settings/sessions" className="link">
      {m.app_health_sessions_link()}
    </Link>
  )
  return {
    term: m.app_sessions(),
    value: numberText(activeSessions),
    note: isOne ? m.app_health_sessions_one() : link,
    verdict: isOne ? 'good' : 'look',
  }
}

function signInFact({ lastSignIn }: Home): Fact {
  if (lastSignIn === null) return { term: m.app_health_sign_in(), value: m.app_health_sign_in_none(), verdict: null }
  return {
    term: m.app_health_sign_in(),
    value: <RelativeTime value={lastSignIn.at} />,
    note: <EntrySource entry={lastSignIn} />,
    verdict: null,
  }
}

function memberFact({ memberSince }: Home): Fact {
  return { term: m.app_member_since(), value: memberSince === null ? '' : <RelativeTime value={memberSince} />, verdict: null }
}
