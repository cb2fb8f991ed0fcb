import type { Device } from '#platform/http/device.ts'
import { m } from '#platform/i18n/generated/messages.js'

export function deviceText(device: Device | null): string {
  const { browser = null, system = null } = device ?? {}
  if (browser !== null && system !== null) return m.app_device({ browser, system })
  return browser ?? system ?? m.app_device_unknown()
}
