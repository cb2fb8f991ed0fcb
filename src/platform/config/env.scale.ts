/** The settings of many instances on one database: off unless set. Node runs this file directly too (scripts/). */
import { z } from 'zod'
import { EnvError } from './env.error.ts'
import { setting } from './env.value.ts'

const FORM = 'write it as valkeys://user:password@host:6379'

export type ScaleSettings = {
  /** Where tries are counted before Postgres is asked. Null: Postgres counts them. */
  valkeyUrl: string | null
}

export const ScaleSource = z.object({
  VALKEY_URL: setting(z.string().trim().min(1).optional(), {
    about:
      'Counts what is limited in a Valkey (or Redis) instead of Postgres: less to write where there are many requests. While it is away Postgres counts. valkey:// or valkeys:// with TLS.',
    example: 'valkeys://user:password@host:6379',
  }),
})

/** Throws EnvError with one line. */
export const scaleSettings = (source: z.infer<typeof ScaleSource>): ScaleSettings => ({
  valkeyUrl: source.VALKEY_URL === undefined ? null : valkeyUrl(source.VALKEY_URL),
})

function valkeyUrl(value: string): string {
  const url = URL.parse(value.replace(/^valkey(s?):/, 'redis$1:'))
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === '' || !/^\/?\d*$/.test(url.pathname))
    throw new EnvError(`VALKEY_URL is not the address of a Valkey: ${FORM}.`)
  if (/%(?![\da-f]{2})/i.test(`${url.username}:${url.password}`))
    throw new EnvError(`VALKEY_URL holds a % that is no percent-encoding: ${FORM}, each % of the password as %25.`)
  return url.href
}
