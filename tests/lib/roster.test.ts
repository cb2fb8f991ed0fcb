import { describe, expect, it } from 'vitest'
import { Roster } from '~/lib/roster'

describe('a roster', () => {
  it('names who is there, whoever has left in between', () => {
    const roster = new Roster<string>()
    const [leaveAda, , leaveCy] = ['Ada', 'Bo', 'Cy'].map((name) => roster.enter(name))
    leaveAda?.()
    expect(roster.members()).toEqual(['Bo', 'Cy'])
    roster.enter('Di')
    leaveCy?.()
    expect(roster.members().toSorted()).toEqual(['Bo', 'Di'])
  })

  it('is left once: a second time takes out nobody who came since', () => {
    const roster = new Roster<string>()
    const leave = roster.enter('Ada')
    leave()
    roster.enter('Bo')
    leave()
    roster.enter('Cy')
    expect(roster.members().toSorted()).toEqual(['Bo', 'Cy'])
  })
})
