/** The signed-in person as pages may know them: named fields, never a row, never a token. */
export type Viewer = { id: string; name: string; email: string; image: string | null; emailVerified: boolean; twoFactorEnabled: boolean }
