import { expect, describe, it } from 'vitest'
import { Visitor, until } from '../support/browserless.ts'
import { useObjectStore } from '../support/object-store.ts'
import { useOwnApp } from '../support/own-app.ts'
import { withSql } from '../support/person.ts'
import { png } from '../support/pictures.ts'
import { type Member, signedIn } from '../support/signed-in.ts'
import { imageOf, upload } from '../support/upload.ts'

const bucket = useObjectStore()
const site = useOwnApp(() => bucket().settings)

const query = (text: string, values: string[]) => withSql(site().app.databaseUrl, (sql) => sql.unsafe(text, values))
const keysOf = ({ person }: Member) => [...bucket().objects.keys()].filter((key) => key.includes(person.id))
const workNow = ({ person }: Member) =>
  query(`update pgboss.job set start_after = now() where name = 'upload.tidy' and data->>'userId' = $1 and state < 'active'`, [person.id])
const tidied = async ({ person }: Member) =>
  (await query(`select 1 from pgboss.job where name = 'upload.tidy' and data->>'userId' = $1 and state <> 'completed'`, [person.id]))
    .length === 0

async function withPicture() {
  const member = await signedIn(site())
  expect((await upload(site().app, member.visitor, png(40, 40))).status).toBe(200)
  return { member, path: String(await imageOf(site().app, member.person)) }
}

describe('with a bucket, a picture', () => {
  it('is kept there and not in the database, signed for, and shown to its person alone [ASVS 8.2.2]', async () => {
    const { member, path } = await withPicture()
    const [key = ''] = keysOf(member)
    expect(bucket().objects.get(key)?.contentType).toBe('image/webp')
    expect(await query('select bytes from avatar where user_id = $1', [member.person.id])).toEqual([{ bytes: null }])
    const own = await fetch(site().app.url + path, {
      headers: { cookie: member.visitor.cookieHeader },
    })
    expect(own.headers.get('content-type')).toBe('image/webp')
    expect(Buffer.from(await own.arrayBuffer()).equals(bucket().objects.get(key)?.bytes ?? Buffer.alloc(0))).toBe(true)
    const other = await signedIn(site())
    for (const stranger of [other.visitor, new Visitor(site().app)]) expect((await stranger.get(path)).status).toBe(404)
  })

  it('leaves nothing there when another takes its place, and when it is removed', async () => {
    const { member } = await withPicture()
    const [first] = keysOf(member)
    await upload(site().app, member.visitor, png(50, 50))
    await until('the first is gone', () => !keysOf(member).includes(first ?? ''))
    expect(keysOf(member)).toHaveLength(1)
    await upload(site().app, member.visitor, null, 'remove')
    await until('nothing is left', () => keysOf(member).length === 0)
  })

  it('stays when the job comes that looks for what an upload left over, and goes when no row speaks of it', async () => {
    const { member, path } = await withPicture()
    await workNow(member)
    await until('the job has looked', () => tidied(member))
    expect((await member.visitor.get(path)).status).toBe(200)
    const crashed = await withPicture()
    await query('delete from avatar where user_id = $1', [crashed.member.person.id])
    await workNow(crashed.member)
    await until('nothing is left', () => keysOf(crashed.member).length === 0)
  })

  it('goes with its account', async () => {
    const { member } = await withPicture()
    await member.visitor.post('/settings/data/delete', { email: member.person.email })
    await query(`update account_deletion set due_at = now() - interval '1 second' where user_id = $1`, [member.person.id])
    await query(`update pgboss.job set start_after = now() where name = 'account.erase' and data->>'userId' = $1`, [member.person.id])
    await until('nothing is left', () => keysOf(member).length === 0)
  })

  it('of before the bucket was set is still shown', async () => {
    const member = await signedIn(site())
    await query(`insert into avatar (user_id, version, content_type, bytes) values ($1, 'before', 'image/webp', 'old')`, [member.person.id])
    expect(await member.visitor.get(`/avatar/${member.person.id}/before`)).toMatchObject({ status: 200, text: 'old' })
  })
})

describe('a bucket that fails', () => {
  it.each([
    ['hangs up', (response) => void response.destroy()],
    ['refuses the key', (response) => void response.writeHead(403).end('<Error>CANARY</Error>')],
    ['leads elsewhere', (response) => void response.writeHead(307, { location: 'http://169.254.169.254/' }).end()],
  ] satisfies [string, (response: import('node:http').ServerResponse) => void][])(
    'costs the picture and nothing else: %s [ASVS 16.5.2, 16.5.3]',
    async (_, how) => {
      const { member, path } = await withPicture()
      bucket().misbehave(how)
      try {
        expect(await upload(site().app, member.visitor, png(9, 9))).toMatchObject({
          status: 503,
          text: expect.stringContaining('unavailable'),
        })
        expect((await member.visitor.get(path)).status).toBe(503)
        expect((await member.visitor.get('/settings/profile')).status).toBe(200)
        const logged = () => query(`select 1 from event where name = 'account.exported' and subject_id = $1`, [member.person.id])
        const asked = await member.visitor.post('/settings/data/export', {}, { json: true })
        expect([asked.status, JSON.parse(asked.text).form, await logged()]).toEqual([503, 'unavailable', []])
        expect(await imageOf(site().app, member.person)).toBe(path)
      } finally {
        bucket().misbehave(null)
      }
      expect((await member.visitor.get(path)).status).toBe(200)
      expect(await site().app.settledLog()).not.toContain('CANARY')
    },
  )
})
