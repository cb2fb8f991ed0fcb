/** A bucket that speaks S3, for a test file: it checks each signature (AWS Signature Version 4) by its own arithmetic. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll } from 'vitest'
import { anyPort } from '../../scripts/free-port.ts'

const ACCESS_KEY_ID = 'AKIDTESTTESTTEST'
const SECRET_ACCESS_KEY = `CANARY-${randomBytes(20).toString('hex')}`
const REGION = 'eu-central-1'
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([\da-f]{64})$/

type Stored = { bytes: Buffer; contentType: string | undefined }
export type ObjectStore = {
  settings: Record<string, string>
  objects: Map<string, Stored>
  /** What it does with a request instead of its work; null: its work. */
  misbehave: (how: ((response: ServerResponse) => void) | null) => void
}

/** Use inside tests and hooks as `bucket()`; `settings` only from a `beforeAll` on. */
export function useObjectStore(): () => ObjectStore {
  const objects = new Map<string, Stored>()
  let how: ((response: ServerResponse) => void) | null = null
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    if (how !== null) return how(response)
    response.writeHead(work(request, body)).end(request.method === 'GET' ? objects.get(keyOf(request))?.bytes : undefined)
  })
  let url = ''
  beforeAll(async () => {
    const port = await anyPort()
    await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
    url = `http://localhost:${port}/uploads`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return () => ({
    settings: { S3_BUCKET_URL: url, S3_REGION: REGION, S3_ACCESS_KEY_ID: ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY },
    objects,
    misbehave: (next) => void (how = next),
  })

  function work(request: IncomingMessage, body: Buffer): number {
    if (!isSigned(request, body)) return 403
    const key = keyOf(request)
    if (request.method === 'PUT') objects.set(key, { bytes: body, contentType: request.headers['content-type'] })
    if (request.method === 'DELETE') objects.delete(key)
    return request.method === 'GET' && !objects.has(key) ? 404 : 200
  }
}

const keyOf = ({ url = '' }: IncomingMessage): string => url.replace(/^\/uploads\//, '')

function isSigned({ method, url, headers }: IncomingMessage, body: Buffer): boolean {
  const [, id, day = '', region = '', signed = '', signature = ''] = AUTHORIZATION.exec(headers.authorization ?? '') ?? []
  const hash = String(headers['x-amz-content-sha256'])
  if (id !== ACCESS_KEY_ID || (method === 'PUT' && hash !== sha256(body))) return false
  const named = signed.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const request = [method, url, '', named.join(''), signed, hash].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], `${day}/${region}/s3/aws4_request`, sha256(request)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce(
    (secret: Buffer, part) => hmac(secret, part),
    Buffer.from(`AWS4${SECRET_ACCESS_KEY}`),
  )
  return region === REGION && timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'))
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()
