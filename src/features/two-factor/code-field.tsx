import { useEffect, useRef } from 'react'
import { OneTimeCodeField, type OneTimeCodeFieldProps } from '#ui/one-time-code-field.tsx'

/** Sends its form with the last digit, and is empty again when the code was refused. */
export function CodeField({ busy, ...field }: OneTimeCodeFieldProps & { busy: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!busy && field.error !== undefined && input.current !== null) input.current.value = ''
  }, [busy, field.error])
  return <OneTimeCodeField {...field} ref={input} onComplete={() => input.current?.form?.requestSubmit()} />
}
