/** Events in words, for the person they happened to. */
import { m } from '#platform/i18n/generated/messages.js'
import { EVENTS, TARGETS } from './events.ts'

/** A name that no feature has any more stands for itself: the log outlives the code that wrote it. */
export const eventText = (name: string): string => EVENTS.get(name)?.label() ?? name

const BY = { self: m.log_by_self, nobody: m.log_by_nobody, other: m.log_by_other }

export const byText = (by: keyof typeof BY): string => BY[by]()

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const ID_CHARACTERS_SHOWN = 8

/** What it was done to: a name as it is, a UUID by its end. A kind that is gone stands for itself. */
export function targetText(target: string): string {
  const [kind = '', id = ''] = target.split(':', 2)
  return TARGETS.get(kind)?.({ id: UUID.test(id) ? id.slice(-ID_CHARACTERS_SHOWN) : id }) ?? target
}
