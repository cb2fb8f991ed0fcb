import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { Button } from '~/ui/button'
import { ButtonLink } from '~/ui/button-link'
import { CopyField } from '~/ui/copy-field'
import { MessagePage } from '~/ui/message-page'

export type ErrorPageProps = {
  /** Finds the failure in the log; null when the server gave none. */
  reference: string | null
  retry: () => void
}

export function ErrorPage({ reference, retry }: ErrorPageProps) {
  return (
    <MessagePage
      title={m.landing_error_title()}
      actions={
        <>
          <Button onClick={retry}>{m.landing_error_retry()}</Button>
          <ButtonLink to="/" variant="secondary">
            {m.landing_home()}
          </ButtonLink>
        </>
      }
    >
      <p>{m.landing_error_text()}</p>
      {reference === null ? null : (
        <div className="mx-auto grid w-full max-w-sm gap-2 text-left text-ink">
          <CopyField label={m.landing_error_reference()} value={reference} />
          <p className="text-sm text-muted">{m.landing_error_help({ address: brand.supportEmail })}</p>
        </div>
      )}
    </MessagePage>
  )
}
