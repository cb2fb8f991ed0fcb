declare module 'virtual:proof' {
  export type Proof = import('../../../scripts/vite/proof.ts').Proof
  /** For each claim, the test files that hold it. */
  export const proofs: Record<import('./evidence').ClaimId, Proof[]>
  /** Code that the landing page shows. */
  export const excerpts: Record<
    keyof typeof import('./path-of-a-change').PATH_OF_A_CHANGE,
    import('../../../scripts/vite/proof.ts').Excerpt
  >
}
