import { Fingerprint } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const passkeys = defineFeature({
  name: 'passkeys',
  events: {
    'passkey.added': { label: m.app_event_passkey_added, icon: Fingerprint },
    'passkey.renamed': { label: m.app_event_passkey_renamed, icon: Fingerprint },
    'passkey.removed': { label: m.app_event_passkey_removed, icon: Fingerprint },
  },
  targets: { passkey: m.log_target_passkey },
})
