export const forgotSearch = ({ sent }: Record<string, unknown>): { sent?: 'yes' | undefined } => ({
  sent: sent === 'yes' ? sent : undefined,
})
