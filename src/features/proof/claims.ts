import { m } from '~/messages/generated/messages'
import { type Proof, proofs } from 'virtual:proof'
import type { ClaimId } from './evidence'

export type Claim = { id: ClaimId; name: () => string; text: () => string }

/** What the product says of itself, in the order it is said. */
export const CLAIMS: Claim[] = [
  { id: 'sign-up', name: m.pages_claim_sign_up, text: m.pages_claim_sign_up_text },
  { id: 'sessions', name: m.pages_claim_sessions, text: m.pages_claim_sessions_text },
  { id: 'reset', name: m.pages_claim_reset, text: m.pages_claim_reset_text },
  { id: 'two-factor', name: m.pages_claim_two_factor, text: m.pages_claim_two_factor_text },
  { id: 'passkeys', name: m.pages_claim_passkeys, text: m.pages_claim_passkeys_text },
  { id: 'providers', name: m.pages_claim_providers, text: m.pages_claim_providers_text },
  { id: 'step-up', name: m.pages_claim_step_up, text: m.pages_claim_step_up_text },
  { id: 'account', name: m.pages_claim_account, text: m.pages_claim_account_text },
  { id: 'notices', name: m.pages_claim_notices, text: m.pages_claim_notices_text },
  { id: 'secrets', name: m.pages_claim_secrets, text: m.pages_claim_secrets_text },
  { id: 'passwords', name: m.pages_claim_passwords, text: m.pages_claim_passwords_text },
  { id: 'enumeration', name: m.pages_claim_enumeration, text: m.pages_claim_enumeration_text },
  { id: 'guards', name: m.pages_claim_guards, text: m.pages_claim_guards_text },
  { id: 'forms', name: m.pages_claim_forms, text: m.pages_claim_forms_text },
  { id: 'scripts', name: m.pages_claim_scripts, text: m.pages_claim_scripts_text },
  { id: 'mail', name: m.pages_claim_mail, text: m.pages_claim_mail_text },
  { id: 'events', name: m.pages_claim_events, text: m.pages_claim_events_text },
  { id: 'outages', name: m.pages_claim_outages, text: m.pages_claim_outages_text },
  { id: 'postgres', name: m.pages_claim_postgres, text: m.pages_claim_postgres_text },
  { id: 'access', name: m.pages_claim_access, text: m.pages_claim_access_text },
]

export const proofsOf = (id: ClaimId): Proof[] => proofs[id]

export const testCount = (id: ClaimId): number =>
  proofs[id].flatMap(({ groups }) => groups).reduce((sum, { sentences }) => sum + sentences.length, 0)
