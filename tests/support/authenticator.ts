/** A passkey without a device: what WebAuthn sends over the wire, made by hand, so that a test can also make what no honest device would. */
import { type KeyObject, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const USER_PRESENT = 1
const USER_VERIFIED = 4
const HAS_CREDENTIAL = 64

/** What may be wrong with an answer. */
export type Quirks = { isVerified?: boolean; origin?: string; counter?: number }

export class Authenticator {
  readonly id = randomBytes(32).toString('base64url')
  readonly #origin: string
  readonly #key: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  #counter = 0

  constructor(origin: string) {
    this.#origin = origin
  }

  /** The answer to registration options, as a browser's `toJSON()`. */
  register(challenge: string, quirks: Quirks = {}): string {
    const authData = Buffer.concat([this.#head(HAS_CREDENTIAL, quirks), this.#credential()])
    // CBOR: { "fmt": "none", "attStmt": {}, "authData": bytes }
    const attestationObject = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
      uint16(authData.length),
      authData,
    ])
    const clientDataJSON = this.#clientData('webauthn.create', challenge, quirks)
    return this.#answer({
      clientDataJSON: base64url(clientDataJSON),
      attestationObject: base64url(attestationObject),
      transports: ['internal'],
    })
  }

  /** The answer to authentication options. */
  assert(challenge: string, quirks: Quirks = {}): string {
    this.#counter += 1
    const authenticatorData = this.#head(0, quirks)
    const clientDataJSON = this.#clientData('webauthn.get', challenge, quirks)
    const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)])
    return this.#answer({
      clientDataJSON: base64url(clientDataJSON),
      authenticatorData: base64url(authenticatorData),
      signature: base64url(sign('sha256', signed, this.#key.privateKey)),
    })
  }

  #head(flags: number, { isVerified = true, counter = this.#counter }: Quirks): Buffer {
    const all = flags | USER_PRESENT | (isVerified ? USER_VERIFIED : 0)
    return Buffer.concat([sha256(new URL(this.#origin).hostname), Buffer.from([all]), uint32(counter)])
  }

  /** Authenticator model (none), id, and the public key as COSE: EC2, ES256, P-256, x, y. */
  #credential(): Buffer {
    const { x = '', y = '' } = this.#key.publicKey.export({ format: 'jwk' })
    const id = Buffer.from(this.id, 'base64url')
    const coordinates = [
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]
    return Buffer.concat([Buffer.alloc(16), uint16(id.length), id, ...coordinates])
  }

  #clientData(type: string, challenge: string, { origin = this.#origin }: Quirks): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }

  #answer(response: object): string {
    return JSON.stringify({ id: this.id, rawId: this.id, type: 'public-key', response, clientExtensionResults: {} })
  }
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const base64url = (data: Buffer): string => data.toString('base64url')

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
