export type PictureDone = 'saved' | 'removed'

export const pictureSearch = ({ done }: Record<string, unknown>): { done?: PictureDone | undefined } => ({
  done: done === 'saved' || done === 'removed' ? done : undefined,
})
