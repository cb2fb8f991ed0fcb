import { defineServerFeature } from '#platform/features.ts'

const notice = async () => (await import('./notices.jobs.server.ts')).sendNotice

export const notices = defineServerFeature({
  name: 'notices',
  emails: () => import('./emails.ts'),
  on: {
    'session.started': async () => (await import('./new-device.server.ts')).noteNewDevice,
    'device.new': notice,
    'password.changed': notice,
    'password.set': notice,
    'password.reset': notice,
    'two_factor.enabled': notice,
    'two_factor.disabled': notice,
    'two_factor.locked': notice,
    'two_factor.removal_cancelled': notice,
    'backup_code.used': notice,
    'backup_codes.regenerated': notice,
    'passkey.added': notice,
    'passkey.removed': notice,
    'connection.added': notice,
    'connection.removed': notice,
  },
})
