import { pictureOf, refuseWhileAway } from '#platform/storage/pictures.server.ts'

/** The picture as a data URL: an export without it would look complete, so there is none while the bucket is away. */
export async function exportPicture(userId: string): Promise<unknown> {
  const picture = await pictureOf(userId).catch(refuseWhileAway)
  return picture === null ? null : `data:${picture.contentType};base64,${picture.bytes.toString('base64')}`
}
