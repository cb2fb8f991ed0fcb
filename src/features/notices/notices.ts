/** Events that send a security notice. */
export const NOTICES = [
  'device.new',
  'password.changed',
  'password.set',
  'password.reset',
  'two_factor.enabled',
  'two_factor.disabled',
  'two_factor.locked',
  'two_factor.removal_cancelled',
  'backup_code.used',
  'backup_codes.regenerated',
  'passkey.added',
  'passkey.removed',
  'connection.added',
  'connection.removed',
] as const

export type Notice = (typeof NOTICES)[number]
