export const checkEmailSearch = ({ sent }: Record<string, unknown>): { sent?: 'again' | undefined } => ({
  sent: sent === 'again' ? sent : undefined,
})
