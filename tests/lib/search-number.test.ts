import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { searchNumber } from '~/lib/search-number'
import { sha256, wordsOf } from '~/lib/sha256'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const puzzle = (number: number) => ({ salt: 'salt', hash: hashOf(`salt${number}`), numbers: 5000 })

describe('our SHA-256', () => {
  it('is the one of Node, for every length that fits into a block', () => {
    for (let length = 0; length <= 55; length += 1) {
      const text = 'az09-_'.repeat(10).slice(0, length)
      expect([length, [...sha256(text)]]).toEqual([length, [...wordsOf(hashOf(text))]])
    }
  })
})

describe('the search for a number', () => {
  it('finds the first and the last there can be, and knows when there is none', async () => {
    expect(await searchNumber(puzzle(0))).toBe(0)
    expect(await searchNumber(puzzle(4999))).toBe(4999)
    expect(await searchNumber(puzzle(5000))).toBeNull()
  })

  it('leaves room for what else the page has to do', async () => {
    let turns = 0
    const other = setInterval(() => (turns += 1), 1)
    await searchNumber({ salt: 'salt', hash: hashOf('none'), numbers: 300_000 })
    clearInterval(other)
    expect(turns).toBeGreaterThan(3)
  })
})
