import { Link, Unlink } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const connections = defineFeature({
  name: 'connections',
  events: {
    'connection.added': { label: m.app_event_connection_added, icon: Link },
    'connection.removed': { label: m.app_event_connection_removed, icon: Unlink },
  },
  targets: { account: m.log_target_account },
})
