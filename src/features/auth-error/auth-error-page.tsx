import { PROVIDER_PROBLEMS, type ProviderProblem } from '#auth/providers/provider-problems.ts'
import { brand } from '#brand.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { AuthFrame } from '#ui/auth-frame.tsx'
import { ButtonLink } from '#ui/button-link.tsx'

type Words = { title: (inputs: { provider: string }) => string; text: (inputs: { provider: string }) => string }

const WORDS: Record<ProviderProblem, Words> = {
  denied: { title: m.providers_error_denied_title, text: m.providers_error_denied },
  no_email: { title: m.providers_error_no_email_title, text: m.providers_error_no_email },
  email_unverified: { title: m.providers_error_email_unverified_title, text: m.providers_error_email_unverified },
  email_taken: { title: m.providers_error_email_taken_title, text: m.providers_error_email_taken },
  linked_elsewhere: { title: m.providers_error_linked_elsewhere_title, text: m.providers_error_linked_elsewhere },
  already_connected: { title: m.providers_error_already_connected_title, text: m.providers_error_already_connected },
  state_lost: { title: m.providers_error_state_lost_title, text: m.providers_error_state_lost },
  cookies_blocked: { title: m.providers_error_cookies_blocked_title, text: m.providers_error_cookies_blocked },
  provider_unreachable: { title: m.providers_error_provider_unreachable_title, text: m.providers_error_provider_unreachable },
  provider_refused: { title: m.providers_error_provider_refused_title, text: m.providers_error_provider_refused },
  account_leaving: { title: m.account_leaving_title, text: m.account_problem_leaving },
  account_suspended: { title: m.refusals_suspended_title, text: () => m.refusals_suspended({ mail: brand.supportEmail }) },
  too_many: { title: m.providers_error_too_many_title, text: m.providers_error_too_many },
  unavailable: { title: m.providers_error_unavailable_title, text: m.providers_error_unavailable },
  failed: { title: m.providers_error_title, text: m.providers_error_failed },
}

/** Where these come up, an account of one's own here is the way on. */
const SIGN_UP_HELPS: ReadonlySet<ProviderProblem> = new Set(['no_email', 'email_unverified'])

/** Of an address, which cannot put words on the page: what is not on the list of problems is one that nobody foresaw. */
export const providerProblem = (error: string | undefined): ProviderProblem => PROVIDER_PROBLEMS.find((one) => one === error) ?? 'failed'

type AuthErrorPageProps = { problem: ProviderProblem; provider: string | null; isSignedIn: boolean }

/** What went wrong at a provider and what to do next, in our words. Someone who is signed in was connecting an account. */
export function AuthErrorPage({ problem, provider, isSignedIn }: AuthErrorPageProps) {
  const words = { provider: provider ?? m.providers_error_provider() }
  return (
    <AuthFrame title={WORDS[problem].title(words)} description={<p className="text-pretty">{WORDS[problem].text(words)}</p>}>
      {isSignedIn ? (
        <ButtonLink to="/settings/connections">{m.providers_error_to_connections()}</ButtonLink>
      ) : (
        <div className="grid gap-3">
          <ButtonLink to="/sign-in">{m.providers_error_to_sign_in()}</ButtonLink>
          {SIGN_UP_HELPS.has(problem) && (
            <ButtonLink to="/sign-up" variant="secondary">
              {m.providers_error_to_sign_up()}
            </ButtonLink>
          )}
        </div>
      )}
    </AuthFrame>
  )
}
