import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router'
import { Inbox } from 'lucide-react'
import { Badge } from '#ui/badge.tsx'
import { type Column, DataTable, type TableChange } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilterBar, FilterSelect } from '#ui/filter-bar.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { Sample } from './gallery-section.tsx'

type Row = { name: string; plan: string; seats: number }

const PLANS = ['Free', 'Team', 'Business']
const ALL_ROWS: Row[] = Array.from({ length: 23 }, (_, index) => ({
  name: `Customer ${String(index + 1).padStart(2, '0')}`,
  plan: PLANS[index % 3] ?? '',
  seats: ((index * 7) % 19) + 1,
}))
const PAGE_SIZE = 5
const UNFILTERED = { search: undefined, plan: undefined, page: undefined }

const COLUMNS: Column<Row>[] = [
  { id: 'name', header: 'Customer', cell: ({ name }) => name, isSortable: true },
  { id: 'plan', header: 'Plan', cell: ({ plan }) => <Badge>{plan}</Badge> },
  { id: 'note', header: 'Hidden where narrow', cell: () => 'A remark', isHiddenOnNarrow: true },
  { id: 'seats', header: 'Seats', cell: ({ seats }) => seats, isSortable: true, align: 'end' },
]

const FRAME = { caption: 'Customers', columns: COLUMNS, rowKey: ({ name }: Row) => name, pageSize: PAGE_SIZE, link: toRows }
const EMPTY = (
  <EmptyState icon={<Inbox aria-hidden />} title="No customers yet">
    They show here as soon as one signs up.
  </EmptyState>
)

/** What a server would do, done here: the address says which rows. */
export function LiveTable() {
  const navigate = useNavigate()
  const { search = '', plan = '', order: sort = 'name', page = 1 } = readSearch(useSearch({ strict: false }))
  const column = sort.replace(/^-/, '') === 'seats' ? 'seats' : 'name'
  const found = ALL_ROWS.filter(
    (row) => row.name.toLowerCase().includes(search.toLowerCase()) && (plan === '' || row.plan === plan),
  ).toSorted((one, other) => (one[column] < other[column] ? -1 : 1) * (sort.startsWith('-') ? -1 : 1))
  const pageCount = Math.max(1, Math.ceil(found.length / PAGE_SIZE))
  const shown = Math.min(page, pageCount)
  return (
    <div className="grid grid-cols-1 gap-4">
      <FilterBar
        action=""
        label="Filter customers"
        values={{ search, plan }}
        onFilter={(chosen) => void navigate({ ...to({ ...chosen, page: undefined }), replace: true, resetScroll: false })}
      >
        <SearchField name="search" label="Name" defaultValue={search} />
        <FilterSelect
          name="plan"
          label="Plan"
          defaultValue={plan}
          options={[{ value: '', label: 'All plans' }, ...PLANS.map((value) => ({ value, label: value }))]}
        />
      </FilterBar>
      <DataTable
        {...FRAME}
        rows={found.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE)}
        sort={sort}
        page={shown}
        pageCount={pageCount}
        total={found.length}
        link={toRows}
        unfiltered={search === '' && plan === '' ? undefined : to(UNFILTERED)}
        empty={EMPTY}
      />
    </div>
  )
}

export function TableStates() {
  const some = { ...FRAME, rows: ALL_ROWS.slice(0, 2), sort: '-seats', page: 1, pageCount: 1, total: 2, empty: EMPTY }
  const none = { ...some, rows: [], total: 0 }
  return (
    <>
      <Sample wide name="Loading other rows">
        <DataTable {...some} busy />
      </Sample>
      <Sample wide name="Loading the first rows">
        <DataTable {...none} busy />
      </Sample>
      <Sample wide name="Empty">
        <DataTable {...none} />
      </Sample>
      <Sample wide name="Empty because of a filter">
        <DataTable {...none} unfiltered={to(UNFILTERED)} />
      </Sample>
      <Sample wide name="Failed, with the rows of before">
        <DataTable {...some} retry={() => {}} />
      </Sample>
    </>
  )
}

type GallerySearch = { search?: string | undefined; plan?: string | undefined; order?: string; page?: number | undefined }

function readSearch(address: Record<string, unknown>): GallerySearch {
  const { search, plan, order, page } = address
  return {
    ...(typeof search === 'string' && { search }),
    ...(typeof plan === 'string' && { plan }),
    ...(typeof order === 'string' && { order }),
    ...(typeof page === 'number' && { page }),
  }
}

/** This page with another address: whatever else stands in it stays. */
export function to(changed: GallerySearch): LinkProps {
  return { to: '.', search: (known: Record<string, unknown>) => ({ ...known, ...changed }), hash: 'data' }
}

function toRows(change: TableChange): LinkProps {
  return to('sort' in change ? { order: change.sort, page: undefined } : change)
}
