import { describe, expect, it } from 'vitest'
import { readPerson } from '#features/admin/operator-words.ts'
import { canonicalEmail } from '#platform/forms/email-address.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'

describe('the canonical spelling of an address', () => {
  it.each([
    ['Ada@Example.COM', 'ada@example.com'],
    ['info@müller-lab.example', 'info@xn--mller-lab-q9a.example'],
    ['Info@MÜLLER-LAB.example', 'info@xn--mller-lab-q9a.example'],
    ['info@XN--mller-lab-Q9A.example', 'info@xn--mller-lab-q9a.example'],
    ['info@mu\u0308ller-lab.example', 'info@xn--mller-lab-q9a.example'],
    ['info@müller-lab。example', 'info@xn--mller-lab-q9a.example'],
    ['info@пример.рф', 'info@xn--e1afmkfd.xn--p1ai'],
    ['info@مثال.مصر', 'info@xn--mgbh0fb.xn--wgbh1c'],
    [`o'neil/lab+a!b@example.com`, `o'neil/lab+a!b@example.com`],
    ['first..last@example.com', 'first..last@example.com'],
  ])('of %s is %s', (typed, stored) => {
    expect(canonicalEmail(typed)).toBe(stored)
    expect(canonicalEmail(stored)).toBe(stored)
  })

  it.each([
    '',
    'ada',
    '@example.com',
    'ada@',
    'ada@localhost',
    'ada@example',
    'ada@example.com.',
    'ada@-example.com',
    'ada@example..com',
    'ada@127.0.0.1',
    'ada@0x7f.1',
    'ada@[::1]',
    'ada@example.com:25',
    'ada@example.com/path',
    'ada@user:secret@example.com',
    'ada@ex%61mple.com',
    'ada@example.com?x',
    'ada@xn--zz-.example',
    'müller@example.com',
    '\u212Aim@example.com',
    'a b@example.com',
    'a"b@example.com',
    'ada@example.com\nbcc:mallory@example.com',
    `ada@${'a'.repeat(64)}.com`,
    `ada@${'ab.'.repeat(90)}com`,
  ])('is none for %j', (typed) => {
    expect(canonicalEmail(typed)).toBeNull()
  })
})

describe('the ban and admin commands', () => {
  it('take an address in any spelling', () => {
    expect(readPerson(['info@Müller-Lab.example', '--lift'], '--lift')).toEqual({
      email: 'info@xn--mller-lab-q9a.example',
      isFlagged: true,
    })
    for (const word of ['ada', 'ada@localhost', '--ban']) expect(readPerson([word], '--lift')).toBeNull()
  })
})

describe('an address on a page and in an email', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    ['info@xn--mller-lab-q9a.example', 'info@müller-lab.example'],
    ['info@xn--e1afmkfd.xn--p1ai', 'info@пример.рф'],
    ['info@xn--mgbh0fb.xn--wgbh1c', 'info@مثال.مصر'],
  ])('%s is shown as %s', (stored, shown) => {
    expect(shownEmail(stored)).toBe(shown)
    expect(canonicalEmail(shown)).toBe(stored)
  })

  it.each([
    ['Cyrillic letters that look like Latin ones', 'info@xn--80ak6aa92e.com'],
    ['two scripts in one label', 'info@xn--pypal-4ve.com'],
    ['what does not lead back to it', 'info@xn--a.example'],
  ])('keeps ASCII for %s (homograph)', (_, stored) => {
    expect(shownEmail(stored)).toBe(stored)
  })
})
