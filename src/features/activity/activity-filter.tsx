import { useNavigate } from '@tanstack/react-router'
import { EVENT_NAMES } from '~/events/catalogue'
import { eventText } from '~/events/event-text'
import { m } from '~/messages/generated/messages'
import { FilterBar, FilterSelect } from '~/ui/filter-bar'
import { type ActivitySearch, PERIODS_DAYS, activitySearch } from './activity-search'

const ALL = ''

export function ActivityFilter({ path, search: { kind, days, sort } }: { path: '/settings/security/log'; search: ActivitySearch }) {
  const navigate = useNavigate()
  const values = { kind: kind ?? ALL, days: days === undefined ? ALL : String(days) }
  return (
    <FilterBar
      action={path}
      label={m.app_activity_filter()}
      values={values}
      onFilter={(chosen) => {
        const search = activitySearch({ ...chosen, days: Number(chosen.days), sort })
        void navigate({ to: path, search, replace: true, resetScroll: false })
      }}
    >
      {sort === undefined ? null : <input type="hidden" name="sort" value={sort} />}
      <FilterSelect
        name="kind"
        label={m.app_activity_kind()}
        defaultValue={values.kind}
        options={[{ value: ALL, label: m.app_activity_kind_all() }, ...EVENT_NAMES.map((value) => ({ value, label: eventText(value) }))]}
      />
      <FilterSelect
        name="days"
        label={m.app_activity_period()}
        defaultValue={values.days}
        options={[
          { value: ALL, label: m.app_activity_period_all() },
          ...PERIODS_DAYS.map((count) => ({ value: String(count), label: m.app_activity_period_days({ count }) })),
        ]}
      />
    </FilterBar>
  )
}
