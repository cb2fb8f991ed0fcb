/**
 * Tries in Valkey, where a key goes by itself when its window is over. Scripts, because Valkey runs each as one step: with
 * plain commands a refused try would have to be counted first, and would lengthen a window that begins anew.
 */
import type { Counts } from './counts.ts'
import type { Valkey } from './valkey.server.ts'

const TAKE = `
local count = redis.call('GET', KEYS[1])
if count and tonumber(count) >= tonumber(ARGV[1]) then return 0 end
local taken = redis.call('INCR', KEYS[1])
if not count or ARGV[3] == 'anew' then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return taken`

const STANDING = `return { redis.call('GET', KEYS[1]) or '0', redis.call('PTTL', KEYS[1]) }`

const GIVE_BACK = `
local count = redis.call('GET', KEYS[1])
if count and tonumber(count) > 0 then redis.call('DECR', KEYS[1]) end
return 0`

export function valkeyCounts(valkey: Valkey): Counts {
  const run = (script: string, key: string, ...values: string[]) => valkey.ask(['EVAL', script, '1', nameOf(key), ...values])
  return {
    async take(key, { max, windowSeconds, beginsAnew }) {
      const taken = await run(TAKE, key, String(max), String(windowSeconds), beginsAnew ? 'anew' : 'once')
      return taken === 0 ? null : Number(taken)
    },
    async standing(key) {
      const [count, milliseconds] = (await run(STANDING, key)) as [string, number]
      return { count: Number(count), secondsLeft: Math.max(1, Math.ceil(milliseconds / 1000)) }
    },
    async giveBack(key) {
      await run(GIVE_BACK, key)
    },
    async forget(key) {
      await valkey.ask(['DEL', nameOf(key)])
    },
  }
}

const nameOf = (key: string) => `gatehouse:tries:${key}`
