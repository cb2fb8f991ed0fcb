/** Development only: what was sent, one JSON file a mail, newest name last. Absent from production builds. */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { env } from '#platform/config/env.server.ts'
import { shownEmail } from './shown-email.server.ts'

const KeptMailSchema = z.object({
  id: z.string(),
  sentAt: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  preview: z.string().default(''),
  html: z.string(),
  text: z.string(),
})
export type KeptMail = z.infer<typeof KeptMailSchema>

const KEPT_MAILS = 200

export async function keep(mail: Omit<KeptMail, 'id' | 'sentAt'>): Promise<void> {
  const directory = await mailbox()
  const sentAt = new Date().toISOString()
  const id = `${sentAt.replace(/\D/g, '')}-${crypto.randomUUID().slice(0, 8)}`
  await writeFile(join(directory, `${id}.json`), JSON.stringify(KeptMailSchema.parse({ ...mail, id, sentAt })))
  const old = (await names()).slice(0, -KEPT_MAILS)
  await Promise.all(old.map((name) => rm(join(directory, name), { force: true })))
}

/** Newest first, their recipients as people read them. */
export async function list(): Promise<KeptMail[]> {
  const directory = await mailbox()
  const kept = await Promise.all(
    (await names()).map(async (name) => KeptMailSchema.parse(JSON.parse(await readFile(join(directory, name), 'utf8')))),
  )
  return kept.map((mail) => ({ ...mail, to: shownEmail(mail.to) })).toReversed()
}

export async function clear(): Promise<void> {
  await rm(await mailbox(), { recursive: true, force: true })
}

async function mailbox(): Promise<string> {
  const directory = join(env().dataDirectory, 'mailbox')
  await mkdir(directory, { recursive: true })
  return directory
}

async function names(): Promise<string[]> {
  return (await readdir(await mailbox())).filter((name) => name.endsWith('.json')).toSorted()
}
