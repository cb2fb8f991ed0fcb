import { expect, it } from 'vitest'
import { CHECKOUT_CLI, runCommand } from '../support/operator.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson } from '../support/person.ts'
import { eventsOf, signedIn } from '../support/signed-in.ts'
import { settingsOf } from '../support/worker.ts'

const site = useOwnApp()

const command = (words: string[], file?: string) => runCommand(['admin', ...words], settingsOf(site()), file)

it('makes somebody an administrator at their next request, and takes it back, each once in their log', async () => {
  const { visitor, person } = await signedIn(site())
  const { email } = person
  expect((await visitor.get('/admin/jobs')).status).toBe(404)
  expect(await command([email.toUpperCase()])).toEqual({ code: 0, output: `${email} is an administrator now.` })
  expect((await visitor.get('/admin/jobs')).status).toBe(200)
  expect(await command([email])).toEqual({ code: 0, output: `${email} is an administrator already.` })
  expect(await command(['--revoke', email], CHECKOUT_CLI)).toMatchObject({
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
