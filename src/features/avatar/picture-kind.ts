/** What a file says of itself in its first bytes: enough to refuse it before a decoder sees it. */
export type PictureSize = { width: number; height: number }

type Bytes = Uint8Array<ArrayBuffer>

/** Of a PNG, JPEG or still WebP. Null for every other file, and for one whose head makes no sense. */
export function pictureSize(bytes: Bytes): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const size = pngSize(view) ?? jpegSize(view) ?? webpSize(view)
    return size !== null && size.width > 0 && size.height > 0 ? size : null
  } catch (error) {
    // It ended before its head did.
    if (error instanceof RangeError) return null
    throw error
  }
}

const PNG_SIGNATURE = [0x89504e47, 0x0d0a1a0a]

function pngSize(view: DataView): PictureSize | null {
  if (view.getUint32(0) !== PNG_SIGNATURE[0] || view.getUint32(4) !== PNG_SIGNATURE[1] || nameAt(view, 12) !== 'IHDR') return null
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** Start of frame, of every kind: C0 to CF without the three that mean something else. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const START_OF_SCAN = 0xda

function jpegSize(view: DataView): PictureSize | null {
  if (view.getUint16(0) !== 0xffd8) return null
  let offset = 2
  for (;;) {
    if (view.getUint8(offset) !== 0xff) return null
    const marker = view.getUint8(offset + 1)
    if (marker === START_OF_SCAN) return null
    if (isFrame(marker)) return { width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) }
    offset += marker === 0xff ? 1 : 2 + view.getUint16(offset + 2)
  }
}

const ANIMATION_FLAG = 0x02

/** The canvas of an extended file may be smaller than the picture in it: the larger counts. */
function webpSize(view: DataView): PictureSize | null {
  if (nameAt(view, 0) !== 'RIFF' || nameAt(view, 8) !== 'WEBP') return null
  if (nameAt(view, 12) !== 'VP8X') return frameSize(view, 12)
  if ((view.getUint8(20) & ANIMATION_FLAG) !== 0) return null
  for (let offset = 12; ; offset += 8 + evenLength(view, offset)) {
    const frame = frameSize(view, offset)
    if (frame !== null) return { width: Math.max(frame.width, uint24(view, 24) + 1), height: Math.max(frame.height, uint24(view, 27) + 1) }
  }
}

function frameSize(view: DataView, offset: number): PictureSize | null {
  const name = nameAt(view, offset)
  if (name === 'VP8 ') return { width: view.getUint16(offset + 14, true) & 0x3fff, height: view.getUint16(offset + 16, true) & 0x3fff }
  if (name !== 'VP8L') return null
  const bits = view.getUint32(offset + 9, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

const evenLength = (view: DataView, offset: number) => {
  const length = view.getUint32(offset + 4, true)
  return length + (length % 2)
}

const uint24 = (view: DataView, offset: number) => view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)

const nameAt = (view: DataView, offset: number) =>
  String.fromCharCode(view.getUint8(offset), view.getUint8(offset + 1), view.getUint8(offset + 2), view.getUint8(offset + 3))
