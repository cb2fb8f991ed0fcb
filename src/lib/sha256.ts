/**
 * SHA-256 of short texts, at once: the browser's own is asynchronous, and waiting for each answer costs ten times the hash.
 * For a search among hundreds of thousands only; nothing secret goes through it.
 */
const BLOCK_BYTES = 64
const ROUNDS = 64
const LENGTH_BYTES = 8

const PRIMES = primes(ROUNDS)
const fractionOf = (root: number) => ((root % 1) * 2 ** 32) | 0
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fractionOf(Math.sqrt(prime)))
const CONSTANTS = Int32Array.from(PRIMES, (prime) => fractionOf(Math.cbrt(prime)))

const digest = new Int32Array(8)
const schedule = new Int32Array(ROUNDS)
const block = new DataView(new ArrayBuffer(BLOCK_BYTES))

/** Eight words, which the next call writes over. `text`: ASCII, 55 characters at most, which is one block. */
export function sha256(text: string): Int32Array {
  for (let index = 0; index < BLOCK_BYTES; index += 4) block.setInt32(index, 0)
  for (let index = 0; index < text.length; index += 1) block.setUint8(index, text.charCodeAt(index))
  block.setUint8(text.length, 0x80)
  block.setUint32(BLOCK_BYTES - LENGTH_BYTES / 2, text.length * 8)
  compress()
  return digest
}

/** The words of a hash that is written in hexadecimal digits. */
export const wordsOf = (hash: string): Int32Array =>
  Int32Array.from({ length: 8 }, (_, index) => Number.parseInt(hash.slice(index * 8, index * 8 + 8), 16) | 0)

/** FIPS 180-4, 6.2.2, of the one block. */
function compress(): void {
  for (let round = 0; round < ROUNDS; round += 1) schedule[round] = round < 16 ? block.getInt32(round * 4) : mixed(round)
  let a = at(START, 0)
  let b = at(START, 1)
  let c = at(START, 2)
  let d = at(START, 3)
  let e = at(START, 4)
  let f = at(START, 5)
  let g = at(START, 6)
  let h = at(START, 7)
  for (let round = 0; round < ROUNDS; round += 1) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(CONSTANTS, round) + at(schedule, round)) | 0
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  const words = [a, b, c, d, e, f, g, h]
  for (let index = 0; index < 8; index += 1) digest[index] = at(START, index) + (words[index] ?? 0)
}

function mixed(round: number): number {
  const near = at(schedule, round - 15)
  const far = at(schedule, round - 2)
  const low = turn(near, 7) ^ turn(near, 18) ^ (near >>> 3)
  const high = turn(far, 17) ^ turn(far, 19) ^ (far >>> 10)
  return at(schedule, round - 16) + low + at(schedule, round - 7) + high
}

const turn = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits))
const at = (words: Int32Array, index: number) => words[index] ?? 0

function primes(count: number): number[] {
  const found: number[] = []
  for (let number = 2; found.length < count; number += 1) if (found.every((prime) => number % prime !== 0)) found.push(number)
  return found
}
