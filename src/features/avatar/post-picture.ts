import { type FormRefusal, isFormRefusal } from '~/lib/form-refusal'
import { PICTURE_PATH } from '~/lib/picture-upload'

type Answer = { kind: 'accepted'; to: string } | { kind: 'refused'; refusal: FormRefusal } | { kind: 'offline' }

/** The same post as the form's without scripts, with the part of the picture that was chosen. */
export async function postPicture(form: HTMLFormElement | null | undefined, picture: Blob): Promise<Answer> {
  const body = new FormData(form ?? undefined)
  body.set('picture', picture, 'picture')
  try {
    const response = await fetch(PICTURE_PATH, { method: 'POST', body, headers: { accept: 'application/json' } })
    const answer: unknown = await response.json()
    if (response.ok && typeof answer === 'object' && answer !== null && 'to' in answer) return { kind: 'accepted', to: String(answer.to) }
    return isFormRefusal(answer) ? { kind: 'refused', refusal: answer } : { kind: 'offline' }
  } catch {
    return { kind: 'offline' }
  }
}
