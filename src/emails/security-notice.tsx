import { Text } from 'react-email'
import { brand } from '~/brand'
import { exactTime } from '~/lib/format'
import { m } from '~/messages/generated/messages'
import { getLocale } from '~/messages/generated/runtime'
import { greeting } from './greeting'
import { Action, Layout, Paragraph } from './layout'
import type { EmailProps } from './message'
import { look } from './styles'

type Props = EmailProps<'security-notice'>

/** What happened, as a heading and as a sentence. */
const WORDS: Record<Props['happened'], { title: () => string; body: (named: { brand: string }) => string }> = {
  'device.new': { title: m.email_notice_device_new, body: m.email_notice_device_new_body },
  'password.changed': { title: m.email_notice_password_changed, body: m.email_notice_password_changed_body },
  'password.set': { title: m.email_notice_password_set, body: m.email_notice_password_set_body },
  'password.reset': { title: m.email_notice_password_changed, body: m.email_notice_password_reset_body },
  'two_factor.enabled': { title: m.email_notice_two_factor_enabled, body: m.email_notice_two_factor_enabled_body },
  'two_factor.disabled': { title: m.email_notice_two_factor_disabled, body: m.email_notice_two_factor_disabled_body },
  'two_factor.locked': { title: m.email_notice_two_factor_locked, body: m.email_notice_two_factor_locked_body },
  'two_factor.removal_cancelled': {
    title: m.email_notice_two_factor_removal_cancelled,
    body: m.email_notice_two_factor_removal_cancelled_body,
  },
  'backup_code.used': { title: m.email_notice_backup_code_used, body: m.email_notice_backup_code_used_body },
  'backup_codes.regenerated': { title: m.email_notice_backup_codes_regenerated, body: m.email_notice_backup_codes_regenerated_body },
  'passkey.added': { title: m.email_notice_passkey_added, body: m.email_notice_passkey_added_body },
  'passkey.removed': { title: m.email_notice_passkey_removed, body: m.email_notice_passkey_removed_body },
  'connection.added': { title: m.email_notice_connection_added, body: m.email_notice_connection_added_body },
  'connection.removed': { title: m.email_notice_connection_removed, body: m.email_notice_connection_removed_body },
}

export const subject = ({ happened }: Props) => m.email_notice_subject({ what: WORDS[happened].title(), brand: brand.name })
export const preview = () => m.email_notice_preview()

export function SecurityNotice({ name, happened, at, device, ipAddress, notMeUrl, settingsUrl }: Props) {
  const { title, body } = WORDS[happened]
  return (
    <Layout preview={preview()} title={title()} greeting={greeting(name)} reason={m.email_notice_reason({ brand: brand.name })}>
      <Paragraph>{body({ brand: brand.name })}</Paragraph>
      <Text {...look('paragraph')}>
        <Fact term={m.email_notice_when()} value={exactTime(new Date(at), getLocale(), 'UTC')} />
        <br />
        <Fact term={m.email_notice_device()} value={device} />
        {ipAddress === null ? null : (
          <>
            <br />
            <Fact term={m.email_notice_address()} value={ipAddress} />
          </>
        )}
      </Text>
      {settingsUrl === undefined ? null : <Action url={settingsUrl} label={m.email_notice_turn_on()} isSecondary />}
      <Paragraph>{m.email_notice_was_me()}</Paragraph>
      <Paragraph>{m.email_notice_was_not_me()}</Paragraph>
      <Action url={notMeUrl} label={m.email_notice_action()} />
      <Paragraph>{m.email_notice_days()}</Paragraph>
    </Layout>
  )
}

/** An address or a browser's name keeps its own direction. */
function Fact({ term, value }: { term: string; value: string }) {
  return (
    <>
      {term}: <bdi>{value}</bdi>
    </>
  )
}
