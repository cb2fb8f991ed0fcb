import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { collectExcerpts, collectProofs } from '../../scripts/vite/proof.ts'
import { EVIDENCE } from '../../src/features/proof/evidence.ts'

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const proofs = collectProofs(read)

describe('what the product claims of itself', () => {
  it.each(Object.entries<{ file: string; group?: string }[]>(EVIDENCE))('%s is held by tests that there are', (id, sources) => {
    for (const { file, group } of sources) {
      const groups = proofs[id]?.find((proof) => proof.file === file)?.groups ?? []
      const sentences = groups.filter(({ name }) => group === undefined || name === group).flatMap((found) => found.sentences)
      expect(sentences.length, `${file} ${group ?? ''}`).toBeGreaterThan(0)
    }
  })

  it('is told in sentences, with no value of a run in them', () => {
    const sentences = Object.values(proofs).flatMap((files) => files.flatMap(({ groups }) => groups.flatMap((group) => group.sentences)))
    expect(sentences).toContain('is not confirmed by a mail scanner that opens the link')
    expect(sentences.filter((sentence) => /%s|\$\{|\$\w+|\[ASVS/.test(sentence))).toEqual([])
  })
})

describe('the code on the landing page', () => {
  const { door, guard, query, list } = collectExcerpts(read)

  it('shows what its words say: the guard, the refusal, the own id in the WHERE, the line in the list', () => {
    expect(door?.code).toContain('answerMemberForm(request, {')
    expect(guard?.code).toContain('if (member === null) return { member, elsewhere: signIn }')
    expect(query?.code).toContain('.where(eq(user.id, viewer.id))')
    expect(query?.code).toContain('await record(tx, ')
    expect(list?.code).toContain('"ANY /api/auth/$"')
  })
})
