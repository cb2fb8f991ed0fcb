/** Where uploaded files are kept: in Postgres, or in a bucket that speaks S3. Node runs this file directly too (scripts/). */
import { z } from 'zod'
import { EnvError } from './env.error.ts'
import { key, setting } from './env.value.ts'

const DEFAULT_REGION = 'us-east-1'
/** Of Amazon, where an address names the region that a request must be signed for; without a bucket in front it needs one in its path. */
const AMAZON = /^(?<bucket>.+\.)?s3[.-](?:dualstack\.)?(?<region>[a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?$/

/** `url` is the bucket's own address, without a slash at its end. */
export type Bucket = { url: string; region: string; accessKeyId: string; secretAccessKey: string }
export type UploadSettings = {
  /** Null: files are kept in Postgres. */
  bucket: Bucket | null
}

const text = z.string().trim().min(1).optional()
export const UploadSource = z.object({
  S3_BUCKET_URL: setting(text, {
    about:
      'Pictures are kept in Postgres, or in a bucket that speaks S3: its own address, path and all, and a key that may read, write and delete in it. All three, or none. The bucket needs no public address.',
    example: 'https://s3.eu-central-1.amazonaws.com/my-bucket',
  }),
  S3_ACCESS_KEY_ID: setting(key),
  S3_SECRET_ACCESS_KEY: setting(key),
  S3_REGION: setting(key, { note: `Default: the region that an address of Amazon names, else ${DEFAULT_REGION}.` }),
})

/** Throws EnvError with one line. */
export function uploadSettings(source: z.infer<typeof UploadSource>): UploadSettings {
  const { S3_BUCKET_URL, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey, S3_REGION: region } = source
  const missing = Object.entries({ S3_BUCKET_URL, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey })
    .filter(([, value]) => value === undefined)
    .map(([name]) => name)
  if (missing.length === 3) return { bucket: null }
  if (S3_BUCKET_URL === undefined || accessKeyId === undefined || secretAccessKey === undefined)
    throw new EnvError(`${missing[0]} is missing: set S3_BUCKET_URL, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY together, or none of them.`)
  return { bucket: { ...bucketAt(S3_BUCKET_URL, region), accessKeyId, secretAccessKey } }
}

/** A host without a dot is one of a private network, such as a container's name. */
function bucketAt(value: string, region: string | undefined): Pick<Bucket, 'url' | 'region'> {
  const url = URL.parse(value)
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new EnvError('S3_BUCKET_URL is not the address of a bucket: write it as https://s3.eu-central-1.amazonaws.com/my-bucket.')
  if (url.protocol === 'http:' && /[.:]/.test(url.hostname) && !['127.0.0.1', '[::1]'].includes(url.hostname))
    throw new EnvError('S3_BUCKET_URL uses http: uploads would travel in clear text. Set it to https://…')
  const amazon = AMAZON.exec(url.hostname)?.groups
  if (amazon !== undefined && amazon.bucket === undefined && url.pathname === '/')
    throw new EnvError('S3_BUCKET_URL names no bucket: write it as https://s3.eu-central-1.amazonaws.com/my-bucket.')
  if (amazon?.region !== undefined && region !== undefined && region !== amazon.region)
    throw new EnvError(`S3_REGION is not the region in S3_BUCKET_URL: set it to ${amazon.region}, or leave it out.`)
  return { url: url.href.replace(/\/+$/, ''), region: region ?? amazon?.region ?? DEFAULT_REGION }
}
