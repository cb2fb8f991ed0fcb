/** Sends a picture as the page's form does, and says where it then stands. */
import type { App } from './app.ts'
import type { Visitor } from './browserless.ts'
import { type Person, withSql } from './person.ts'
import { viewerOf } from './viewer-mark.ts'

export const PICTURE_PAGE = '/settings/profile/picture'

/** The body is the browser's to make. */
export async function upload(app: App, visitor: Visitor, file: Uint8Array<ArrayBuffer> | string | null, act = 'upload') {
  const body = new FormData()
  body.set('act', act)
  const viewer = await viewerOf(app, visitor.cookieHeader)
  if (viewer !== undefined) body.set('viewer', viewer)
  if (file !== null) body.set('picture', new Blob([file], { type: 'image/png' }), 'me.png')
  const cookie = visitor.cookieHeader
  const headers = { cookie, accept: 'application/json', 'sec-fetch-site': 'same-origin' }
  const answer = await fetch(`${app.url}${PICTURE_PAGE}`, { method: 'POST', body, headers })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

/** The address of a person's picture. */
export const imageOf = ({ databaseUrl }: App, { id }: Person): Promise<string | null> =>
  withSql(databaseUrl, async (sql) => (await sql<{ image: string | null }[]>`select image from "user" where id = ${id}`)[0]?.image ?? null)
