/** Whether this browser knows passkeys, and how to read what the server sends about them. Not before hydration. */
export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential
