export type Take = { max: number; windowSeconds: number; beginsAnew: boolean }

/** Where tries are counted, each under a key that names nobody. */
export type Counts = {
  /** One more, if there are fewer than `max`: how many there are now, else null. Of any number at one moment `max` get through, each with its own number. A refused one changes nothing. */
  take: (key: string, of: Take) => Promise<number | null>
  standing: (key: string) => Promise<{ count: number; secondsLeft: number }>
  giveBack: (key: string) => Promise<void>
  forget: (key: string) => Promise<void>
}
