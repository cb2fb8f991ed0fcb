import { brand } from '#brand.ts'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Badge } from '#ui/badge.tsx'
import { Banner } from '#ui/banner.tsx'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { numberText } from '#ui/number-text.ts'
import { PageHeading } from '#ui/page-heading.tsx'
import { RemovalBanner } from './removal-banner.tsx'
import { SetUpSteps } from './set-up-steps.tsx'

const FEW_CODES = 3

type Props = {
  backupCodesLeft: number | null
  removalDueAt: string | null
  refusal: FormRefusal | null
  done: 'on' | 'off' | 'kept' | undefined
}

export function TwoFactorStatusPage({ backupCodesLeft, removalDueAt, refusal, done }: Props) {
  const isOn = backupCodesLeft !== null
  return (
    <>
      <PageHeading title={m.second_factor_name()} description={m.second_factor_name_description()} />
      {done === 'on' && isOn && (
        <Banner tone="success" role="status">
          {m.second_factor_turned_on()}
        </Banner>
      )}
      {done === 'off' && !isOn && (
        <Banner tone="success" role="status">
          {m.second_factor_turned_off()}
        </Banner>
      )}
      {removalDueAt !== null && <RemovalBanner dueAt={removalDueAt} refusal={refusal} />}
      {done === 'kept' && isOn && removalDueAt === null && (
        <Banner tone="success" role="status">
          {m.second_factor_kept()}
        </Banner>
      )}
      {isOn ? <On backupCodesLeft={backupCodesLeft} /> : <Off />}
    </>
  )
}

function Off() {
  return (
    <Card
      title={m.second_factor_off_title()}
      description={m.second_factor_off_text()}
      footer={
        <ButtonLink to="/settings/security/two-factor/set-up" preload={false}>
          {m.second_factor_set_up()}
        </ButtonLink>
      }
    >
      <SetUpSteps current={-1} />
    </Card>
  )
}

function On({ backupCodesLeft }: { backupCodesLeft: number }) {
  const left = m.second_factor_codes_left({ count: backupCodesLeft, countNumber: numberText(backupCodesLeft) })
  return (
    <>
      {backupCodesLeft <= FEW_CODES && <Banner tone="warning">{m.second_factor_few_codes({ left })}</Banner>}
      <Card
        footer={
          <>
            <ButtonLink to="/settings/security/two-factor/new-codes" preload={false} variant="secondary">
              {m.second_factor_new_codes()}
            </ButtonLink>
            <ButtonLink to="/settings/security/two-factor/turn-off" preload={false} variant="secondary">
              {m.second_factor_turn_off()}
            </ButtonLink>
          </>
        }
      >
        <DescriptionList
          items={[
            { term: m.second_factor_status(), description: <Badge tone="success">{m.second_factor_on()}</Badge> },
            { term: m.second_factor_backup_codes(), description: left },
            { term: m.second_factor_new_phone(), description: m.second_factor_new_phone_text() },
            { term: m.second_factor_lost(), description: m.second_factor_lost_text({ email: brand.supportEmail }) },
          ]}
        />
      </Card>
    </>
  )
}
