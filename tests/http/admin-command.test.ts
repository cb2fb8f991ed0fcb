import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { BUILT_SERVER } from '../support/app.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson } from '../support/person.ts'
import { eventsOf, signedIn } from '../support/signed-in.ts'
import { settingsOf } from '../support/worker.ts'

const site = useOwnApp()

/** As an operator runs it: from the build, or from a checkout. */
function command(args: string[], file = join(dirname(BUILT_SERVER), 'admin-main.js')): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { cwd: ROOT, env: settingsOf(site()) }, (error, out, problem) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: `${out}${problem}`.trim() }),
    )
  })
}

it('makes somebody an administrator at their next request, and takes it back, each once in their log', async () => {
  const { visitor, person } = await signedIn(site())
  const { email } = person
  expect((await visitor.get('/admin/jobs')).status).toBe(404)
  expect(await command([email.toUpperCase()])).toEqual({ code: 0, output: `${email} is an administrator now.` })
  expect((await visitor.get('/admin/jobs')).status).toBe(200)
  expect(await command([email])).toEqual({ code: 0, output: `${email} is an administrator already.` })
  expect(await command(['--revoke', email], join(ROOT, 'scripts/admin.ts'))).toMatchObject({
    code: 0,
    output: expect.stringContaining(`${email} is no administrator any more.`),
  })
  expect((await visitor.get('/admin/jobs')).status).toBe(404)
  expect(await command(['--revoke', email])).toEqual({ code: 0, output: `${email} is no administrator.` })
  expect(await eventsOf(site().app, person.id)).toEqual(['user.role_changed', 'user.role_changed'])
})

it('refuses an address that nobody has confirmed (pre-registration), nobody it knows, and words it does not understand', async () => {
  const { email, id } = await createPerson(site().app.databaseUrl, { verified: false })
  expect(await command([email])).toEqual({ code: 1, output: expect.stringContaining(`${email} has not been confirmed`) })
  expect(await eventsOf(site().app, id)).toEqual([])
  expect(await command(['nobody@example.com'])).toEqual({
    code: 1,
    output: 'gatehouse: There is no account with the address nobody@example.com.',
  })
  for (const words of [[], ['--lift', 'a@example.com'], ['a@example.com', 'b@example.com'], ['ada']])
    expect(await command(words)).toEqual({ code: 1, output: expect.stringMatching(/^gatehouse: Say whom: [^\n]*--revoke[^\n]*$/) })
})

it('answers with an internationalized address as people read it, not in Punycode', async () => {
  expect(await command(['nobody@Müller-Lab.example'])).toEqual({
    code: 1,
    output: 'gatehouse: There is no account with the address nobody@müller-lab.example.',
  })
})
