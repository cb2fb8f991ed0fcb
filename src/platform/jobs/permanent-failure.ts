/** Thrown by a handler whose job cannot succeed however often it is tried: it is given up at once. */
export class PermanentFailure extends Error {
  override name = 'PermanentFailure'
}
