import { useLocation } from '@tanstack/react-router'
import { type MouseEvent, useState } from 'react'
import { brand } from '#brand.ts'
import type { ErrorDetails } from '#platform/forms/error-details.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { ButtonLink } from '#ui/button-link.tsx'
import { buttonLook } from '#ui/button-look.ts'
import { CopyField } from '#ui/copy-field.tsx'
import { MessagePage } from '#ui/message-page.tsx'
import { DevelopmentError } from './development-error.tsx'

export type ErrorPageProps = {
  /** Finds the failure in the log; null when the server gave none. */
  reference: string | null
  /** It will pass by itself. */
  isAway: boolean
  retry: () => Promise<void>
  /** Development only. */
  details?: ErrorDetails
}

export function ErrorPage({ reference, isAway, retry, details }: ErrorPageProps) {
  return (
    <MessagePage
      title={isAway ? m.landing_away_title() : m.landing_error_title()}
      actions={
        <>
          <RetryLink retry={retry} />
          <ButtonLink reloadDocument to="/" variant="secondary">
            {m.landing_home()}
          </ButtonLink>
        </>
      }
    >
      {import.meta.env.DEV && details ? (
        <DevelopmentError details={details} />
      ) : (
        <p>{isAway ? m.landing_away_text() : m.landing_error_text()}</p>
      )}
      {reference === null ? null : (
        <div className="mx-auto grid w-full max-w-sm gap-2 text-start text-ink">
          <CopyField label={m.landing_error_reference()} value={reference} />
          {import.meta.env.DEV && details ? null : (
            <p className="text-sm text-muted">{m.landing_error_help({ address: brand.supportEmail })}</p>
          )}
        </div>
      )}
    </MessagePage>
  )
}

/** Without scripts the browser loads the same address again. */
function RetryLink({ retry }: Pick<ErrorPageProps, 'retry'>) {
  const here = useLocation({ select: (location) => location.href })
  const [isBusy, setIsBusy] = useState(false)

  async function tryAgain(event: MouseEvent) {
    event.preventDefault()
    if (isBusy) return
    setIsBusy(true)
    await retry().finally(() => setIsBusy(false))
  }

  return (
    <>
      <a href={here} onClick={tryAgain} aria-disabled={isBusy || undefined} className={buttonLook('primary', 'md')}>
        {m.landing_error_retry()}
      </a>
      <span role="status" className="sr-only">
        {isBusy ? m.ui_busy() : null}
      </span>
    </>
  )
}
