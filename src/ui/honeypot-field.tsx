import { HONEYPOT_FIELD } from '#platform/forms/honeypot-field.ts'

/** For bots, which fill in whatever there is (docs/decisions/017-abuse.md). Neither seen, nor read out, nor reached by keyboard. */
export function HoneypotField() {
  return (
    <span aria-hidden className="sr-only">
      <input type="text" name={HONEYPOT_FIELD} tabIndex={-1} autoComplete="off" data-1p-ignore data-bwignore data-lpignore="true" />
    </span>
  )
}
