import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Form } from '#ui/form.tsx'
import { FormSummary } from '#ui/form-summary.tsx'
import { PageHeading } from '#ui/page-heading.tsx'

/** A plain form: the answer is a file, which a browser keeps by itself and stays on the page. */
export function ExportPage({ refusal }: { refusal: FormRefusal | null }) {
  return (
    <>
      <PageHeading title={m.account_export_title()} description={m.account_export_description()} />
      {refusal !== null && <FormSummary problems={refusal.problems} />}
      <Card>
        <p className="text-sm text-pretty">{m.account_export_without()}</p>
        <Form action="/settings/data/export" className="flex justify-end">
          <Button type="submit">{m.account_export_submit()}</Button>
        </Form>
      </Card>
    </>
  )
}
