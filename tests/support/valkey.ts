/** A Valkey of one test file's own: speaks the protocol, and runs the scripts it is sent in the language they are written in. */
import { type AddressInfo, type Socket, createServer } from 'node:net'
import { LuaFactory } from 'wasmoon'

type Reply = string | number | null | Reply[]
type Entry = { value: string; expiresAt: number }

export type TestValkey = {
  url: string
  empty: () => void
  keys: () => string[]
  /** Takes what it is sent, and says nothing from now on; or answers again. */
  hang: (isHanging: boolean) => void
  /** Closes its port and every connection, or opens that port again. */
  close: () => Promise<void>
  open: () => Promise<void>
}

export async function startValkey(): Promise<TestValkey> {
  const entries = new Map<string, Entry>()
  const sockets = new Set<Socket>()
  let isHanging = false
  const run = await scriptRunner((command) => answer(command))
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    let unread = ''
    socket.setEncoding('latin1').on('data', (part: string) => {
      unread += part
      for (let found = takeCommand(unread); found !== null; found = takeCommand(unread)) {
        unread = unread.slice(found.length)
        if (!isHanging) socket.write(encoded(answer(found.command)))
      }
    })
  })
  const open = (port = 0) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await open()
  const { port } = server.address() as AddressInfo

  function kept(key: string): Entry | undefined {
    const entry = entries.get(key)
    if (entry === undefined || entry.expiresAt > Date.now()) return entry
    entries.delete(key)
    return undefined
  }

  function answer([name = '', key = '', ...rest]: string[]): Reply {
    const now = Date.now()
    const entry = kept(key)
    const add = (by: number) => {
      const value = Number(entry?.value ?? 0) + by
      entries.set(key, { expiresAt: Number.POSITIVE_INFINITY, ...entry, value: String(value) })
      return value
    }
    switch (name.toUpperCase()) {
      case 'GET':
        return entry?.value ?? null
      case 'SET':
        entries.set(key, { value: rest[0] ?? '', expiresAt: now + Number(rest[2]) * 1000 })
        return 'OK'
      case 'INCR':
        return add(1)
      case 'DECR':
        return add(-1)
      case 'KEYS':
        return [...entries.keys()].filter((each) => kept(each) !== undefined && each.startsWith(key.replace('*', '')))
      case 'PEXPIRE':
        if (entry !== undefined) entry.expiresAt = now + Number(rest[0])
        return entry === undefined ? 0 : 1
      case 'EXPIRE':
        if (entry !== undefined) entry.expiresAt = now + Number(rest[0]) * 1000
        return entry === undefined ? 0 : 1
      case 'PTTL':
        return entry === undefined ? -2 : entry.expiresAt - now
      case 'DEL':
        return Number(entries.delete(key))
      case 'EVAL':
        return run(key, rest.slice(1, 1 + Number(rest[0])), rest.slice(1 + Number(rest[0])))
      default:
        throw new Error(`The stand-in knows no ${name}.`)
    }
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    empty: () => entries.clear(),
    keys: () => [...entries.keys()],
    hang: (next) => void (isHanging = next),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    open: () => open(port),
  }
}

async function scriptRunner(call: (command: string[]) => Reply) {
  const lua = await new LuaFactory().createEngine()
  // As Valkey has it: what is not there is false to a script.
  lua.global.set('redis', { call: (...command: unknown[]) => call(command.map(String)) ?? false })
  return (script: string, keys: string[], values: string[]): Reply => {
    lua.global.set('KEYS', keys)
    lua.global.set('ARGV', values)
    return lua.doStringSync(script)
  }
}

/** One command from the beginning of `text`, an array of texts; null when it has not come whole. */
function takeCommand(text: string): { command: string[]; length: number } | null {
  const head = /^\*(\d+)\r\n/.exec(text)
  if (head === null) return null
  const command: string[] = []
  let at = head[0].length
  while (command.length < Number(head[1])) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at))
    if (size === null) return null
    const from = at + size[0].length
    at = from + Number(size[1]) + 2
    if (text.length < at) return null
    command.push(text.slice(from, at - 2))
  }
  return { command, length: at }
}

function encoded(reply: Reply): string {
  if (reply === null) return '$-1\r\n'
  if (typeof reply === 'number') return `:${reply}\r\n`
  if (typeof reply === 'string') return reply === 'OK' ? '+OK\r\n' : `$${reply.length}\r\n${reply}\r\n`
  return `*${reply.length}\r\n${reply.map(encoded).join('')}`
}
