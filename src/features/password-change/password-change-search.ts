export const passwordChangeSearch = ({ done }: Record<string, unknown>): { done?: 'set' | 'changed' | undefined } => ({
  done: done === 'set' || done === 'changed' ? done : undefined,
})
