import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { cx } from './cx.ts'
import type { Column, DataTableProps } from './data-table.tsx'

type HeadProps<Row> = Pick<DataTableProps<Row>, 'columns' | 'sort' | 'link'>
type Direction = 'ascending' | 'descending' | undefined

/** Where rows stack, only the columns to sort by are seen. */
export function DataTableHead<Row>({ columns, sort, link }: HeadProps<Row>) {
  const isAnySortable = columns.some(({ isSortable }) => isSortable)
  return (
    <thead role="rowgroup" className={cx('border-b bg-sunken @max-xl:block', !isAnySortable && '@max-xl:sr-only')}>
      <tr role="row" className="@max-xl:flex @max-xl:flex-wrap @max-xl:gap-x-4 @max-xl:px-4">
        {columns.map((column) => (
          <th
            key={column.id}
            role="columnheader"
            scope="col"
            aria-sort={directionOf(column, sort)}
            className={cx(
              'text-start text-xs font-medium text-muted @xl:px-4 @xl:py-1',
              column.align === 'end' && '@xl:text-end',
              column.isSortable ? '@max-xl:py-1' : '@max-xl:sr-only',
            )}
          >
            {column.isSortable ? <SortLink column={column} sort={sort} link={link} /> : column.header}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function SortLink<Row>({ column, sort, link }: { column: Column<Row> } & Omit<HeadProps<Row>, 'columns'>) {
  const direction = directionOf(column, sort)
  const Arrow = direction === undefined ? ChevronsUpDown : { ascending: ArrowUp, descending: ArrowDown }[direction]
  return (
    <Link
      {...link({ sort: direction === 'ascending' ? `-${column.id}` : column.id })}
      activeOptions={{ exact: true }}
      resetScroll={false}
      className="inline-flex min-h-8 items-center gap-1 hover:text-ink [&_svg]:size-3.5"
    >
      {column.header}
      <Arrow aria-hidden className={cx(direction === undefined && 'text-faint')} />
    </Link>
  )
}

function directionOf<Row>({ id, isSortable }: Column<Row>, sort: string): Direction {
  if (!isSortable) return undefined
  if (sort === id) return 'ascending'
  return sort === `-${id}` ? 'descending' : undefined
}
