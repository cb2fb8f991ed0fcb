import { useSuspenseQuery } from '@tanstack/react-query'
import { m } from '#platform/i18n/generated/messages.js'
import { BarChart } from '#ui/bar-chart.tsx'
import { signInsQuery } from './activity.queries.ts'
import { formatDay } from './dates.ts'

export function SignInChart() {
  const { data: days } = useSuspenseQuery(signInsQuery())
  const total = days.reduce((sum, { signIns }) => sum + signIns, 0)
  const most = Math.max(...days.map(({ signIns }) => signIns))
  const [first, last] = [days.at(0), days.at(-1)]
  return (
    <BarChart
      caption={m.app_activity_chart({ count: days.length })}
      summary={total === 0 ? m.app_activity_chart_none() : m.app_activity_chart_summary({ count: total, most })}
      bars={days.map(({ day, signIns }) => ({ label: formatDay(day, 'long'), value: signIns }))}
      columns={{ label: m.app_activity_chart_day(), value: m.app_activity_chart_count() }}
      {...(first && last && { ends: { first: formatDay(first.day, 'short'), last: formatDay(last.day, 'short') } })}
    />
  )
}
