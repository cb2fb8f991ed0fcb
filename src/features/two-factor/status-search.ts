export const statusSearch = ({ done }: Record<string, unknown>): { done?: 'on' | 'off' | undefined } => ({
  done: done === 'on' || done === 'off' ? done : undefined,
})
