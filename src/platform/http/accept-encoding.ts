/** In our order: at what we compress with, brotli is the smaller and the cheaper. */
const OURS = ['br', 'gzip'] as const
export type Encoding = (typeof OURS)[number]

const MEMBER = /^\s*([\w*-]+)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i

/** The best of what the client reads and we write (RFC 9110, 12.5.3); null: as it is. */
export function acceptedEncoding(header: string | null): Encoding | null {
  if (header === null) return null
  const weights = weightsOf(header)
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0
  const best = OURS.reduce((one, other) => (weightOf(other) > weightOf(one) ? other : one))
  return weightOf(best) > 0 && weightOf(best) >= (weights.get('identity') ?? 0) ? best : null
}

/** A member that cannot be read is as if it were not there. */
function weightsOf(header: string): Map<string, number> {
  const weights = new Map<string, number>()
  for (const part of header.split(',')) {
    const [, name, weight = '1'] = MEMBER.exec(part) ?? []
    if (name !== undefined) weights.set(name.toLowerCase(), Number(weight))
  }
  return weights
}
