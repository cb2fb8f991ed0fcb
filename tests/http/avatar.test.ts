import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'
import { lyingWebp, png } from '../support/pictures.ts'
import { type Member, eventsOf, signedIn } from '../support/signed-in.ts'
import { PICTURE_PAGE, imageOf as imageAt, upload as send } from '../support/upload.ts'

const site = useOwnApp()
const MEGABYTE = 1024 * 1024

const upload = (visitor: Visitor, file: Uint8Array<ArrayBuffer> | string | null, act?: string) => send(site().app, visitor, file, act)
const imageOf = ({ person }: Member) => imageAt(site().app, person)

const bytesOf = async ({ person }: Member): Promise<Buffer> => {
  const [row] = await withSql(
    site().app.databaseUrl,
    (sql) => sql<{ bytes: Buffer }[]>`select bytes from avatar where user_id = ${person.id}`,
  )
  return row?.bytes ?? Buffer.alloc(0)
}

describe('a picture', () => {
  it('is made anew, 256 by 256 and without what the file said beside its pixels (metadata, polyglot)', async () => {
    const member = await signedIn(site())
    const file = Buffer.concat([png(600, 300, { text: 'CANARY-PLACE' }), Buffer.from('<script>CANARY-SCRIPT</script>')])
    expect(await upload(member.visitor, file)).toMatchObject({ status: 200, text: JSON.stringify({ to: `${PICTURE_PAGE}?done=saved` }) })
    const stored = await bytesOf(member)
    expect(stored.subarray(0, 4).toString()).toBe('RIFF')
    expect(stored.subarray(8, 16).toString()).toBe('WEBPVP8L')
    const bits = stored.readUInt32LE(21)
    expect([(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]).toEqual([256, 256])
    for (const canary of ['CANARY', 'script', 'tEXt']) expect(stored.includes(canary)).toBe(false)
    expect(await eventsOf(site().app, member.person.id)).toEqual(['user.profile_changed'])
  })

  it('is shown to its person alone, as a picture and nothing else [ASVS 3.2.1, 8.2.2]', async () => {
    const [member, other] = await Promise.all([signedIn(site()), signedIn(site())])
    await upload(member.visitor, png(40, 40))
    const path = String(await imageOf(member))
    const own = await member.visitor.get(path)
    expect(own.status).toBe(200)
    expect(Object.fromEntries(own.headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
    })
    for (const stranger of [other.visitor, new Visitor(site().app)]) expect((await stranger.get(path)).status).toBe(404)
    expect((await member.visitor.get(path.replace(/[^/]+$/, 'other-version'))).status).toBe(404)
    expect((await member.visitor.get('/settings/profile')).text).toContain(path)
  })

  it('that is removed is gone, and so is its old address when another comes', async () => {
    const member = await signedIn(site())
    await upload(member.visitor, png(40, 40))
    const first = String(await imageOf(member))
    await upload(member.visitor, png(50, 50))
    expect(await imageOf(member)).not.toBe(first)
    expect((await member.visitor.get(first)).status).toBe(404)
    await upload(member.visitor, null, 'remove')
    expect(await imageOf(member)).toBe(null)
    expect(await bytesOf(member)).toHaveLength(0)
  })
})

describe('what is no picture of ours', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
  it.each([
    ['an SVG, which can run scripts', svg],
    ['a page that calls itself a picture', '<!doctype html><script>alert(1)</script>'],
    ['a GIF', Buffer.from('GIF89a\u0001\0\u0001\0')],
    ['a polyglot: a GIF head on a script', 'GIF89a=1;alert(1)'],
    ['nothing', Buffer.alloc(0)],
    ['a PNG that ends in its head', png(9, 9).subarray(0, 20)],
    ['a PNG whose pixels are missing', png(9, 9).subarray(0, 60)],
    ['a decompression bomb: a small file that names 65,000 by 65,000 pixels', png(1, 1, { claims: { width: 65_000, height: 65_000 } })],
    ['a picture of more than 40 megapixels', png(1, 1, { claims: { width: 6400, height: 6400 } })],
    ['a WebP with a small canvas and a huge picture', lyingWebp()],
    ['a JPEG without an end', Buffer.from([0xff, 0xd8, 0xff, 0xff, 0xff])],
    ['a JPEG whose segments lead nowhere', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0x00])],
  ])('is refused by the field: %s', async (_, file) => {
    const member = await signedIn(site())
    const answer = await upload(member.visitor, file)
    expect(answer.status).toBe(422)
    expect(Object.keys(JSON.parse(answer.text).errors)).toEqual(['picture'])
    expect(await imageOf(member)).toBe(null)
  })

  it('is refused by its length, said or unsaid', async () => {
    const member = await signedIn(site())
    const answer = await upload(member.visitor, Buffer.concat([png(9, 9), Buffer.alloc(5 * MEGABYTE)]))
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('5 MB') })
    expect(await imageOf(member)).toBe(null)
  })

  it('leaves the server well: many at once are all answered, and a good one afterwards is taken', async () => {
    const members = await Promise.all(Array.from({ length: 6 }, () => signedIn(site())))
    const bombs = await Promise.all(members.map(({ visitor }) => upload(visitor, png(9, 9, { claims: { width: 6000, height: 6000 } }))))
    for (const { status } of bombs) expect([422, 429]).toContain(status)
    const [first] = members
    expect((await upload(first?.visitor ?? new Visitor(site().app), png(9, 9))).status).toBe(200)
  })
})

describe('one account', () => {
  it('sends twenty pictures an hour, and does not keep the others from theirs (denial of service) [ASVS 2.3.2, 2.4.1]', async () => {
    const [member, other] = [await signedIn(site()), await signedIn(site())]
    for (let turn = 1; turn <= 20; turn += 1) expect((await upload(member.visitor, 'no picture')).status).toBe(422)
    const late = await upload(member.visitor, png(9, 9))
    expect(late).toMatchObject({ status: 429, text: expect.stringContaining('too_many') })
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(3000)
    expect((await upload(other.visitor, png(9, 9))).status).toBe(200)
  })
})

describe('the form', () => {
  it('sends a stranger to sign in', async () => {
    expect(JSON.parse((await upload(new Visitor(site().app), png(9, 9))).text).to).toContain('/sign-in')
  })

  it('takes no picture for somebody else [ASVS 8.2.2]', async () => {
    const [member, victim] = [await signedIn(site()), await createPerson(site().app.databaseUrl)]
    await member.visitor.post(PICTURE_PAGE, { act: 'upload', userId: victim.id })
    const rows = await withSql(site().app.databaseUrl, (sql) => sql`select 1 from avatar where user_id = ${victim.id}`)
    expect(rows).toEqual([])
  })

  it('is the only one that takes a long body', async () => {
    const { visitor } = await signedIn(site())
    expect((await visitor.post('/settings/profile', { name: 'x'.repeat(2 * MEGABYTE) })).status).toBe(413)
  })
})
