/** Sessions and the cookies they are asked for with: every state of a row with every way to spoil a cookie, from a seed. */
import { createHmac } from 'node:crypto'
import { signed } from './person.ts'

const DAY_MS = 86_400_000
const OTHER_SECRET = 'a secret that this app has never had'

export type Case = {
  number: number
  row: Row
  method: 'GET' | 'POST'
  /** Null: the request has no such header. */
  cookie: string | null
  /** What was done to the cookie, for the failure's message. */
  spoiled: string
}
type Row = { token: string; person: PersonKind; endsInMs: number; ageMs: number; isStored: boolean }
type Names = { session: string; dontRemember: string }
type Chance = { below: (end: number) => number; one: <Item>(items: readonly Item[]) => Item; token: () => string }

export const PERSON_KINDS = ['plain', 'admin', 'two-factor', 'banned', 'unverified'] as const
export type PersonKind = (typeof PERSON_KINDS)[number]
const METHODS = ['GET', 'GET', 'POST'] as const
/** Most are somebody whom nothing keeps out, so that the rest decides. */
const PEOPLE: readonly PersonKind[] = ['plain', 'plain', 'plain', 'admin', 'two-factor', 'banned', 'unverified']
const AROUND = [-1, 0, 1]
/** Around the end, and around six days before it, from where on a request renews. */
const ENDS = [-DAY_MS, ...AROUND, 3_600_000, 5 * DAY_MS, ...AROUND.map((ms) => 6 * DAY_MS + ms), 6.5 * DAY_MS, 7 * DAY_MS]
const AGES = [0, 0, 0, DAY_MS, 29 * DAY_MS, ...AROUND.map((ms) => 30 * DAY_MS + ms), 31 * DAY_MS]

/** `secret`: with which this app signs. The names are those of its cookies. */
export function sessionCases(seed: number, count: number, secret: string, names: Names): Case[] {
  const chance = chanceOf(seed)
  return Array.from({ length: count }, (_, number) => {
    const row: Row = {
      token: chance.token(),
      person: chance.one(PEOPLE),
      endsInMs: chance.one(ENDS),
      ageMs: chance.one(AGES),
      isStored: chance.below(12) > 0,
    }
    const good = `${names.session}=${signed(row.token, secret)}`
    const [spoiled, spoil] = chance.below(3) === 0 ? WHOLE : chance.one(SPOILS)
    const sent = spoil({ token: row.token, secret, good, name: names.session, chance })
    const [memory, remembered] = chance.below(4) === 0 ? chance.one(memories(names.dontRemember, secret)) : (['', ''] as const)
    const cookie = sent === null ? null : ['theme=dark', sent, remembered].filter((part) => part !== '').join('; ')
    return { number, row, method: chance.one(METHODS), cookie, spoiled: `${spoiled}${memory}` }
  })
}

type Spoiled = { token: string; secret: string; good: string; name: string; chance: Chance }
type Spoil = readonly [string, (given: Spoiled) => string | null]

const signatureOf = (token: string, secret: string) => createHmac('sha256', secret).update(token).digest('base64')
const raw = ({ token, secret, name }: Spoiled, change: (value: string) => string): string =>
  `${name}=${change(`${token}.${signatureOf(token, secret)}`)}`
const encoded = (given: Spoiled, change: (value: string) => string): string => raw(given, (value) => encodeURIComponent(change(value)))
const bad = ({ name, chance, secret }: Spoiled): string => `${name}=${signed(chance.token(), `${secret}x`)}`
const replaced = (text: string, at: number): string => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`

const WHOLE: Spoil = ['as it was set', ({ good }) => good]
const SPOILS: readonly Spoil[] = [
  WHOLE,
  ['no cookie header', () => null],
  ['not encoded', (given) => raw(given, (value) => value)],
  ['encoded twice', (given) => raw(given, (value) => encodeURIComponent(encodeURIComponent(value)))],
  ['encoded in lower case', ({ good }) => good.replaceAll(/%../g, (code) => code.toLowerCase())],
  [
    'every character encoded',
    (given) => raw(given, (value) => value.replaceAll(/[^%]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)),
  ],
  ['in quotes', (given) => raw(given, (value) => `"${encodeURIComponent(value)}"`)],
  ['a quote in front', (given) => raw(given, (value) => `"${encodeURIComponent(value)}`)],
  ['a quote at the end', (given) => raw(given, (value) => `${encodeURIComponent(value)}"`)],
  ['quotes of another kind', (given) => raw(given, (value) => `'${encodeURIComponent(value)}'`)],
  ['spaces and tabs around', ({ good }) => `\t ${good.replace('=', ' \t= ')} \t`],
  ['no space after the semicolon', ({ good }) => `a=1;${good};b=2`],
  ['pairs that are none', ({ good }) => `;; junk ;=; ${good};;`],
  ['a pair without a sign in front', ({ good }) => `junk; ${good}`],
  ['swallowed by another', ({ good }) => `a=${good}`],
  ['its name in upper case', ({ good, name }) => good.replace(name, name.toUpperCase())],
  ['a longer name', ({ good }) => `x${good}`],
  ['a shorter name', ({ good }) => good.slice(1)],
  ['__Secure- in its name', ({ good, name }) => `__Secure-${good.slice(good.indexOf(name.replace('__Host-', '')))}`],
  ['__Host- in its name', ({ good, name }) => `__Host-${good.slice(good.indexOf(name.replace('__Host-', '')))}`],
  ['no prefix in its name', ({ good }) => good.replace('__Host-', '')],
  ['another token', (given) => encoded(given, (value) => replaced(value, given.chance.below(given.token.length)))],
  ['another signature', (given) => encoded(given, (value) => replaced(value, given.token.length + 1 + given.chance.below(42)))],
  ['other spare bits in the signature', (given) => encoded(given, (value) => `${value.slice(0, -2)}${neighbour(value.at(-2) ?? '')}=`)],
  ['the URL’s alphabet in the signature', (given) => encoded(given, (value) => value.replaceAll('+', '-').replaceAll('/', '_'))],
  ['no padding', (given) => encoded(given, (value) => value.slice(0, -1))],
  ['padding twice', (given) => encoded(given, (value) => `${value}=`)],
  ['a space in the signature', (given) => encoded(given, (value) => `${value.slice(0, -3)} ${value.slice(-3)}`)],
  ['a signature cut short', (given) => encoded(given, (value) => value.slice(0, -1 - given.chance.below(43)))],
  ['no signature', ({ name, token }) => `${name}=${token}`],
  ['an empty signature', ({ name, token }) => `${name}=${token}.`],
  ['no token', ({ name, secret }) => `${name}=.${encodeURIComponent(signatureOf('', secret))}`],
  ['signed with another secret', ({ name, token }) => `${name}=${signed(token, OTHER_SECRET)}`],
  [
    'the signature of another token',
    ({ name, token, secret, chance }) => `${name}=${token}.${encodeURIComponent(signatureOf(chance.token(), secret))}`,
  ],
  ['a token with a dot, well signed', ({ name, token, secret }) => `${name}=${signed(`${token}.x`, secret)}`],
  ['signed and signed again', ({ name, token, secret }) => `${name}=${signed(decodeURIComponent(signed(token, secret)), secret)}`],
  ['unicode, well signed', ({ name, secret }) => `${name}=${signed('jeton-é-令牌-🎟', secret)}`],
  ['unicode in the signature', (given) => encoded(given, (value) => `${value.slice(0, -2)}é=`)],
  ['letters beyond ASCII', (given) => raw(given, (value) => `é${value}`)],
  ['half an encoding', ({ good }) => `${good}%`],
  ['an encoding of nothing', ({ good }) => `${good}%zz`],
  ['a NUL', ({ good }) => `${good}%00`],
  ['very long', ({ name, chance }) => `${name}=${'x'.repeat(4_000 + chance.below(4_000))}.${chance.token()}`],
  ['very long, well signed', ({ name, secret, chance }) => `${name}=${signed('x'.repeat(2_000 + chance.below(2_000)), secret)}`],
  ['empty', ({ name }) => `${name}=`],
  ['dots only', ({ name }) => `${name}=...`],
  ['SQL, well signed', ({ name, secret }) => `${name}=${signed("' or true --", secret)}`],
  ['twice, a bad one first', (given) => `${bad(given)}; ${given.good}`],
  ['twice, a bad one last', (given) => `${given.good}; ${bad(given)}`],
  ['twice, an empty one first', ({ name, good }) => `${name}=; ${good}`],
  ['twice, an empty one last', ({ name, good }) => `${good}; ${name}=`],
  ['twice the same', ({ good }) => `${good}; ${good}`],
]

const memories = (name: string, secret: string) =>
  [
    [', not to be remembered', `${name}=${signed('true', secret)}`],
    [', not to be remembered in another’s word', `${name}=${signed('true', OTHER_SECRET)}`],
    [', not to be remembered without a signature', `${name}=true`],
    [', an empty word on remembering', `${name}=`],
  ] as const

/** Base64 of 32 bytes ends with a letter of which only four bits count. */
function neighbour(letter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  return letters[letters.indexOf(letter) ^ 1] ?? 'A'
}

/** Mulberry32: small, and the same from the same seed. */
function chanceOf(seed: number): Chance {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  const one = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)]
    if (item === undefined) throw new Error('There is nothing to choose from.')
    return item
  }
  const token = () => Array.from({ length: 32 }, () => one([...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'])).join('')
  return { below, one, token }
}
