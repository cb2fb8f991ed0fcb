import { useHydrated } from '@tanstack/react-router'
import { type ChangeEvent, lazy, Suspense, useRef, useState } from 'react'
import type { Viewer } from '#auth/sessions/viewer.ts'
import type { FormRefusal } from '#platform/forms/form-refusal.ts'
import { PICTURE_PATH } from '#platform/forms/picture-upload.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Avatar } from '#ui/avatar.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { FieldFrame } from '#ui/field-frame.tsx'
import { Form } from '#ui/form.tsx'
import { FormSummary } from '#ui/form-summary.tsx'
import { PageHeading } from '#ui/page-heading.tsx'
import type { PictureDone } from './picture-search.ts'
import { postPicture } from './post-picture.ts'

const CropDialog = lazy(async () => ({ default: (await import('./crop-dialog.tsx')).CropDialog }))

const KINDS = 'image/png,image/jpeg,image/webp'
const NO_PROBLEMS: FormRefusal['problems'] = []

type Props = { viewer: Viewer; refusal: FormRefusal | null; done: PictureDone | undefined }

/** Without scripts the file is sent as it is and the server takes its middle; with them the part is chosen first. */
export function PicturePage({ viewer, refusal: posted, done }: Props) {
  const { input, file, choose, close, send, isBusy, problems, error } = useUpload(posted)
  const isHydrated = useHydrated()
  return (
    <>
      <PageHeading title={m.account_picture_title()} description={m.account_picture_description()} />
      {done !== undefined && problems === NO_PROBLEMS && (
        <Banner tone="success" role="status">
          {done === 'saved' ? m.account_picture_done_saved() : m.account_picture_done_removed()}
        </Banner>
      )}
      <FormSummary problems={problems} />
      <Card footer={viewer.image === null ? null : <Remove />}>
        <div className="flex flex-wrap items-start gap-6">
          <Avatar {...viewer} size="lg" />
          <Form action={PICTURE_PATH} encType="multipart/form-data" className="grid min-w-0 grow basis-60 grid-cols-1 gap-4">
            <input type="hidden" name="act" value="upload" />
            <FieldFrame id="picture" label={m.account_picture_file()} hint={m.account_picture_hint()} error={error}>
              <input
                ref={input}
                type="file"
                id="picture"
                name="picture"
                accept={KINDS}
                required
                aria-invalid={error === undefined ? undefined : true}
                aria-describedby={error === undefined ? 'picture-hint' : 'picture-error picture-hint'}
                onChange={choose}
                className="input-box py-1.5 ps-3 text-sm file:me-3 file:rounded-sm file:border file:bg-sunken file:px-2 file:py-1"
              />
            </FieldFrame>
            {isHydrated ? null : (
              <div>
                <Button type="submit">{m.account_picture_submit()}</Button>
              </div>
            )}
          </Form>
        </div>
      </Card>
      {file !== null && (
        <Suspense>
          <CropDialog file={file} busy={isBusy} onClose={close} onSave={(picture) => void send(picture)} />
        </Suspense>
      )}
    </>
  )
}

function useUpload(posted: FormRefusal | null) {
  const [file, setFile] = useState<File | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [refusal, setRefusal] = useState(posted)
  const input = useRef<HTMLInputElement>(null)

  function close() {
    setFile(null)
    // The same file may be chosen again.
    if (input.current !== null) input.current.value = ''
  }

  async function send(picture: Blob) {
    setIsBusy(true)
    const answer = await postPicture(input.current?.form, picture)
    if ('to' in answer) return window.location.assign(answer.to)
    setIsBusy(false)
    setRefusal(answer.refusal)
    close()
  }

  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => setFile(currentTarget.files?.[0] ?? null)
  return { input, file, choose, close, send, isBusy, problems: refusal?.problems ?? NO_PROBLEMS, error: refusal?.errors.picture }
}

function Remove() {
  return (
    <Form action={PICTURE_PATH} encType="multipart/form-data">
      <input type="hidden" name="act" value="remove" />
      <Button type="submit" variant="secondary">
        {m.account_picture_remove()}
      </Button>
    </Form>
  )
}
