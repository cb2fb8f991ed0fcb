// A page that is ready, from node:http: `node bare.mjs FILE`. Plain JavaScript on purpose: to read TypeScript would be part of its cold start.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const page = readFileSync(process.argv[2] ?? '')
createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(page)
}).listen(Number(process.env.PORT), '127.0.0.1')
