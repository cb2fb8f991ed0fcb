/** A device that keeps passkeys, as Chromium plays it. */
import type { Page } from '@playwright/test'

type Device = {
  /** Whether it finds that the person is the right one, when asked for a passkey. */
  setVerified: (isVerified: boolean) => Promise<void>
  count: () => Promise<number>
}

export async function giveAuthenticator(page: Page): Promise<Device> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    setVerified: async (isUserVerified) => void (await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })),
    count: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  }
}
