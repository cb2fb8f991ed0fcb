import { type LinkProps, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DataTable, type DataTableProps } from './data-table.tsx'
import { EmptyState } from './empty-state.tsx'
import { FilterBar, type FilterBarProps, FilterSelect, type FilterSelectProps } from './filter-bar.tsx'

/** One page of rows, as a server function returns it, and how its query fares. */
type Listing<Row> = Pick<DataTableProps<Row>, 'rows' | 'page' | 'pageCount' | 'pageSize' | 'total'> & { retry: (() => void) | undefined }

type FilteredTableProps<Row> = Pick<DataTableProps<Row>, 'columns' | 'rowKey' | 'sort' | 'link'> & {
  /** Of the section, for links to its first line. */
  id: string
  path: string
  title: string
  description?: string
  listing: Listing<Row>
  /** `value`: '' for no filter. */
  filters: (Pick<FilterSelectProps, 'name' | 'label' | 'options'> & { value: string })[]
  filterLabel: string
  onFilter: FilterBarProps['onFilter']
  /** Hidden fields that a filter keeps. */
  kept?: ReactNode
  /** The address without a filter. */
  unfiltered: LinkProps
  empty: { icon: ReactNode; title: string; text: string }
  /** Below the table. */
  children?: ReactNode
}

/** A section with a table, its filters above. All of its state is in the address. */
export function FilteredTable<Row>(props: FilteredTableProps<Row>) {
  const { id, path, title, description, listing, filters, filterLabel, onFilter, kept, unfiltered, empty, children, ...table } = props
  const isLoading = useRouterState({ select: ({ isLoading: busy, location }) => busy && location.pathname === path })
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid scroll-mt-2 grid-cols-1 gap-4">
      <div className="grid gap-1">
        <h2 id={`${id}-title`} className="font-semibold">
          {title}
        </h2>
        {description === undefined ? null : <p className="max-w-prose text-sm text-muted">{description}</p>}
      </div>
      <FilterBar
        action={path}
        label={filterLabel}
        values={Object.fromEntries(filters.map(({ name, value }) => [name, value]))}
        onFilter={onFilter}
      >
        {kept}
        {filters.map(({ value, ...select }) => (
          <FilterSelect key={select.name} {...select} defaultValue={value} />
        ))}
      </FilterBar>
      <DataTable
        {...table}
        {...listing}
        caption={title}
        busy={isLoading}
        unfiltered={filters.some(({ value }) => value !== '') ? unfiltered : undefined}
        empty={
          <EmptyState icon={empty.icon} title={empty.title}>
            {empty.text}
          </EmptyState>
        }
      />
      {children}
    </section>
  )
}
