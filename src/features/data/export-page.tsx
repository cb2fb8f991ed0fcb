import type { FormRefusal } from '~/lib/form-refusal'
import { m } from '~/messages/generated/messages'
import { Button } from '~/ui/button'
import { Card } from '~/ui/card'
import { Form } from '~/ui/form'
import { FormSummary } from '~/ui/form-summary'
import { PageHeading } from '~/ui/page-heading'

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
