import { m } from '#platform/i18n/generated/messages.js'
import { ButtonLink } from '#ui/button-link.tsx'
import { Card } from '#ui/card.tsx'
import { PageHeading } from '#ui/page-heading.tsx'

export function DataPage() {
  return (
    <>
      <PageHeading title={m.account_data_title()} description={m.account_data_description()} />
      <Card
        title={m.account_export_title()}
        description={m.account_data_export()}
        footer={
          <ButtonLink to="/settings/data/export" variant="secondary">
            {m.account_data_export_link()}
          </ButtonLink>
        }
      />
      <Card
        title={m.account_delete_title()}
        description={m.account_data_delete()}
        footer={
          <ButtonLink to="/settings/data/delete" variant="danger">
            {m.account_data_delete_link()}
          </ButtonLink>
        }
      />
    </>
  )
}
