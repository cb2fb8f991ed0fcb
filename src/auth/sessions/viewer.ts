/** The signed-in person as pages may know them: named fields, never a row, never a token. */
export type Viewer = {
  id: string
  name: string
  email: string
  image: string | null
  emailVerified: boolean
  twoFactorEnabled: boolean
  /** What pages show by it is manners: the law is a guard. */
  role: 'user' | 'admin'
}

/** A request of theirs. `provenAt`: when they last proved to be there, for step-up. */
export type ViewerSession = { viewer: Viewer; session: { id: string; provenAt: Date | null } }
