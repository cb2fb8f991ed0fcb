import { describe, expect, it } from 'vitest'
import { CHECKOUT_CLI, runCommand } from '../support/operator.ts'

const COMMANDS = ['admin', 'audit', 'backup', 'ban', 'migrate', 'restore', 'secrets:rotate']

describe.each([
  ['of a build', undefined, 'node dist/server/cli.js'],
  ['of a checkout', CHECKOUT_CLI, 'npm run cli --'],
])('the CLI %s', (_where, file, program) => {
  const cli = (...words: string[]) => runCommand(words, {}, file)

  it.each([[], ['--help']])('lists its commands, without any setting: %j', async (...words) => {
    const { code, output } = await cli(...words.filter((word) => typeof word === 'string'))
    const [usage, , ...lines] = output.split('\n')
    expect({ code, usage }).toEqual({ code: 0, usage: `Usage: ${program} COMMAND` })
    expect(lines.map((line) => line.trim().split(' ')[0])).toEqual(COMMANDS)
  })

  it.each(['reseal', 'toString'])('names the commands it knows when it is given another: %s', async (word) => {
    const line = `gatehouse: Unknown command ${word}. Commands: ${COMMANDS.join(', ')}.`
    expect(await cli(word)).toEqual({ code: 1, output: line })
  })

  it('shows how it was called when it does not understand an argument', async () => {
    const line = `gatehouse: Say whom: ${program} ban someone@example.com, or ${program} ban --lift someone@example.com.`
    expect(await cli('ban', 'ada')).toEqual({ code: 1, output: line })
  })
})
