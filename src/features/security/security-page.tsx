import type { ReactNode } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { RemovalBanner } from '#features/two-factor/removal-banner.tsx'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { numberText } from '#ui/number-text.ts'
import { PageHeading } from '#ui/page-heading.tsx'

type Security = { hasPassword: boolean; passkeys: number; backupCodesLeft: number | null; removalDueAt: string | null }

/** What protects the account, each with the page that changes it. */
export function SecurityPage({ security: { hasPassword, passkeys, backupCodesLeft, removalDueAt } }: { security: Security }) {
  return (
    <>
      <PageHeading title={m.second_factor_security()} description={m.second_factor_security_description()} />
      {removalDueAt !== null && <RemovalBanner dueAt={removalDueAt} />}
      <Card>
        <ul className="grid divide-y">
          <Protection
            title={m.auth_password()}
            text={hasPassword ? m.second_factor_password_text() : m.second_factor_no_password_text()}
            link={
              <ButtonLink to="/settings/security/password" preload={false} variant="secondary" size="sm">
                {hasPassword ? m.second_factor_password_change() : m.second_factor_password_set()}
              </ButtonLink>
            }
          />
          <Protection
            title={m.second_factor_name()}
            badge={<OnOff isOn={backupCodesLeft !== null} />}
            text={
              backupCodesLeft === null
                ? m.second_factor_off_text()
                : m.second_factor_codes_left({ count: backupCodesLeft, countNumber: numberText(backupCodesLeft) })
            }
            link={
              <ButtonLink to="/settings/security/two-factor" variant="secondary" size="sm">
                {backupCodesLeft === null ? m.second_factor_set_up() : m.second_factor_manage()}
              </ButtonLink>
            }
          />
          <Protection
            title={m.second_factor_passkeys()}
            text={
              passkeys === 0
                ? m.second_factor_passkeys_none()
                : m.second_factor_passkeys_count({ count: passkeys, countNumber: numberText(passkeys) })
            }
            link={
              <ButtonLink to="/settings/security/passkeys" variant="secondary" size="sm">
                {m.second_factor_manage_passkeys()}
              </ButtonLink>
            }
          />
          <Protection
            title={m.log_title()}
            text={m.log_security_text()}
            link={
              <ButtonLink to="/settings/security/log" variant="secondary" size="sm">
                {m.log_security_open()}
              </ButtonLink>
            }
          />
        </ul>
      </Card>
    </>
  )
}

function OnOff({ isOn }: { isOn: boolean }) {
  return isOn ? <Badge tone="success">{m.second_factor_on()}</Badge> : <Badge>{m.second_factor_off()}</Badge>
}

type ProtectionProps = { title: string; badge?: ReactNode; text: string; link: ReactNode }

function Protection({ title, badge, text, link }: ProtectionProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4 first:pt-0 last:pb-0">
      <div className="grid min-w-0 gap-1 sm:max-w-md">
        <h2 className="flex flex-wrap items-center gap-2 font-semibold">
          {title}
          {badge}
        </h2>
        <p className="text-sm text-pretty text-muted">{text}</p>
      </div>
      {link}
    </li>
  )
}
