import { LifeBuoy, MonitorCheck, MonitorX, ShieldAlert, ShieldCheck, ShieldOff, ShieldX } from 'lucide-react'
import { defineFeature } from '#platform/features.ts'
import { m } from '#platform/i18n/generated/messages.js'

export const twoFactor = defineFeature({
  name: 'two-factor',
  events: {
    'device.trusted': { label: m.app_event_device_trusted, icon: MonitorCheck },
    'device.forgotten': { label: m.app_event_device_forgotten, icon: MonitorX },
    'two_factor.enabled': { label: m.app_event_two_factor_enabled, icon: ShieldCheck },
    'two_factor.disabled': { label: m.app_event_two_factor_disabled, icon: ShieldOff },
    'two_factor.locked': { label: m.app_event_two_factor_locked, icon: ShieldAlert },
    'two_factor.removal_requested': { label: m.app_event_two_factor_removal_requested, icon: ShieldAlert },
    'two_factor.removal_cancelled': { label: m.app_event_two_factor_removal_cancelled, icon: ShieldCheck },
    'backup_code.used': { label: m.app_event_backup_code_used, icon: LifeBuoy },
    'backup_codes.regenerated': { label: m.app_event_backup_codes_regenerated, icon: LifeBuoy },
    'second_factor.failed': { label: m.app_event_second_factor_failed, icon: ShieldX },
  },
  targets: { device: m.log_target_device },
  jobs: { 'two_factor.remove': m.jobs_queue_two_factor },
})
