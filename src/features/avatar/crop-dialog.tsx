import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogClose } from '#ui/dialog.tsx'

const PIXELS = 512
const QUALITY = 0.92
const ZOOM_MAX = 4
const KIND = 'image/webp'

/** `x` and `y`: from one edge of the picture (-1) to the other (1). */
type Crop = { zoom: number; x: number; y: number }
const MIDDLE: Crop = { zoom: 1, x: 0, y: 0 }

type Props = { file: File; busy: boolean; onClose: () => void; onSave: (picture: Blob) => void }

/** Chooses a square of a picture: by dragging it, or by three sliders that keys move. */
export function CropDialog({ file, busy, onClose, onSave }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [crop, setCrop] = useState(MIDDLE)
  const picture = usePicture(file)

  useEffect(() => {
    if (canvas.current !== null && picture !== null && picture !== 'unreadable') draw(canvas.current, picture, crop)
  }, [picture, crop])

  const change = useCallback((part: Partial<Crop>) => setCrop((now) => ({ ...now, ...part })), [])

  function drag({ buttons, movementX, movementY, currentTarget }: PointerEvent<HTMLCanvasElement>) {
    if (buttons !== 1) return
    const step = 2 / currentTarget.clientWidth
    setCrop(({ zoom, x, y }) => ({ zoom, x: within(x - movementX * step), y: within(y - movementY * step) }))
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && !busy && onClose()}
      title={m.account_crop_title()}
      description={m.account_crop_description()}
      size="sm"
      footer={
        <>
          <DialogClose>
            <Button variant="secondary">{m.ui_cancel()}</Button>
          </DialogClose>
          {picture === 'unreadable' ? null : (
            <Button busy={busy || picture === null} onClick={() => canvas.current?.toBlob((blob) => blob && onSave(blob), KIND, QUALITY)}>
              {m.account_crop_save()}
            </Button>
          )}
        </>
      }
    >
      {picture === 'unreadable' ? (
        <Banner tone="danger" role="alert">
          {m.account_problem_picture_invalid()}
        </Banner>
      ) : (
        <>
          <canvas
            ref={canvas}
            width={PIXELS}
            height={PIXELS}
            role="img"
            aria-label={m.account_crop_preview()}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={drag}
            className="mx-auto aspect-square w-full max-w-60 cursor-move touch-none rounded-full border bg-sunken"
          />
          <Slider label={m.account_crop_zoom()} min={1} max={ZOOM_MAX} value={crop.zoom} onChange={(zoom) => change({ zoom })} />
          <Slider label={m.account_crop_across()} min={-1} max={1} value={crop.x} onChange={(x) => change({ x })} />
          <Slider label={m.account_crop_down()} min={-1} max={1} value={crop.y} onChange={(y) => change({ y })} />
        </>
      )}
    </Dialog>
  )
}

type SliderProps = { label: string; min: number; max: number; value: number; onChange: (value: number) => void }

/** A picture has no reading direction: left is left in every language. */
function Slider({ label, min, max, value, onChange }: SliderProps) {
  return (
    <label className="grid gap-1 text-sm">
      {label}
      <input
        type="range"
        dir="ltr"
        min={min}
        max={max}
        step={0.05}
        value={value}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
        className="h-6 w-full accent-accent"
      />
    </label>
  )
}

/** Read by the browser itself: no address, so that the page's policy need not allow one. */
function usePicture(file: File): ImageBitmap | 'unreadable' | null {
  const [picture, setPicture] = useState<ImageBitmap | 'unreadable' | null>(null)
  useEffect(() => {
    let isGone = false
    createImageBitmap(file).then(
      (bitmap) => (isGone ? bitmap.close() : setPicture(bitmap)),
      () => setPicture('unreadable'),
    )
    return () => {
      isGone = true
    }
  }, [file])
  return picture
}

function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, { zoom, x, y }: Crop) {
  const side = Math.min(picture.width, picture.height) / zoom
  const left = ((picture.width - side) / 2) * (1 + x)
  const top = ((picture.height - side) / 2) * (1 + y)
  const context = canvas.getContext('2d')
  context?.clearRect(0, 0, PIXELS, PIXELS)
  context?.drawImage(picture, left, top, side, side, 0, 0, PIXELS, PIXELS)
}

const within = (value: number) => Math.min(1, Math.max(-1, value))
