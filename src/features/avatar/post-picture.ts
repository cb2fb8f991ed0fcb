import { PICTURE_PATH } from '#platform/forms/picture-upload.ts'
import { type FormAnswer, explainFailure, readAnswer } from '#ui/form-answer.ts'

/** The same post as the form's without scripts, with the part of the picture that was chosen. */
export async function postPicture(form: HTMLFormElement | null | undefined, picture: Blob): Promise<FormAnswer> {
  const body = new FormData(form ?? undefined)
  body.set('picture', picture, 'picture')
  try {
    return await readAnswer(await fetch(PICTURE_PATH, { method: 'POST', body, headers: { accept: 'application/json' } }))
  } catch (error) {
    return explainFailure(error)
  }
}
