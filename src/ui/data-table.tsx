import type { LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { ButtonLink } from './button-link.tsx'
import { DataTableHead } from './data-table-head.tsx'
import { EmptyState } from './empty-state.tsx'
import { numberText } from './number-text.ts'
import { Pagination } from './pagination.tsx'
import { Skeleton } from './skeleton.tsx'

export type Column<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  isSortable?: boolean
  align?: 'end'
  isHiddenOnNarrow?: boolean
}

/** What a link of the table changes in the address. A change of `sort` goes back to the first page. */
export type TableChange = { sort: string } | { page: number }

export type DataTableProps<Row> = {
  /** What the table holds, for screen readers. */
  caption: string
  /** The first column names the row. */
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** A column's id, with a minus in front for falling order. */
  sort: string
  page: number
  pageCount: number
  /** Rows on all pages together. */
  total: number
  pageSize: number
  link: (change: TableChange) => LinkProps
  /** Other rows are on their way: these stay, on a dimmer ground, since dimmer text could not be read. */
  busy?: boolean
  /** The rows could not be had; whatever was there stays. */
  retry?: (() => void) | undefined
  /** Shown instead of rows when there are none at all. */
  empty: ReactNode
  /** Set while a filter is on: the address without it. */
  unfiltered?: LinkProps | undefined
}

/** Sorts, filters and pages on the server, by links: all of its state stands in the address. Rows stack where it is narrow. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { busy = false, page, pageCount, pageSize, total, link, caption, rows, retry } = props
  const first = (page - 1) * pageSize + 1
  return (
    <div className="@container grid grid-cols-1 gap-4">
      {retry === undefined ? null : <Failure retry={retry} />}
      {rows.length === 0 ? <NoRows {...props} /> : <Rows {...props} />}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 empty:hidden">
        <p role="status" className="text-sm text-muted">
          {rows.length === 0
            ? null
            : busy
              ? m.ui_loading()
              : m.ui_table_range({ from: numberText(first), to: numberText(first + rows.length - 1), total })}
        </p>
        <Pagination label={m.ui_pages_of({ name: caption })} page={page} pageCount={pageCount} link={(to) => link({ page: to })} />
      </div>
    </div>
  )
}

/** The roles keep it a table for screen readers where the layout no longer is one. */
function Rows<Row>({ caption, columns, rows, rowKey, sort, link, busy = false }: DataTableProps<Row>) {
  return (
    <div aria-busy={busy} className="relative overflow-hidden rounded-lg border bg-surface shadow-xs">
      {busy ? (
        <div aria-hidden className="absolute inset-x-0 top-0 h-0.5 animate-pulse-soft bg-accent forced-colors:bg-[Highlight]" />
      ) : null}
      <table role="table" className="w-full text-sm @max-xl:block">
        <caption className="sr-only">{caption}</caption>
        <DataTableHead columns={columns} sort={sort} link={link} />
        <tbody role="rowgroup" className={cx('divide-y transition-colors @max-xl:block', busy && 'bg-sunken')}>
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)} className="@max-xl:grid @max-xl:gap-1.5 @max-xl:p-4">
              {columns.map((column, index) => (
                <Cell key={column.id} column={column} row={row} isFirst={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell<Row>({ column, row, isFirst }: { column: Column<Row>; row: Row; isFirst: boolean }) {
  const look = cx(
    'align-top font-normal wrap-anywhere @xl:px-4 @xl:py-3',
    column.align === 'end' ? 'text-start @xl:text-end' : 'text-start',
    column.isHiddenOnNarrow && '@max-xl:hidden',
  )
  if (isFirst)
    return (
      <th role="rowheader" scope="row" className={cx(look, '@max-xl:font-medium')}>
        {column.cell(row)}
      </th>
    )
  return (
    <td role="cell" className={cx(look, '@max-xl:grid @max-xl:grid-cols-[7rem_1fr] @max-xl:gap-x-4')}>
      {/* Screen readers have the column's header. */}
      <span aria-hidden className="text-muted @xl:hidden">
        {column.header}
      </span>
      <div className="min-w-0">{column.cell(row)}</div>
    </td>
  )
}

function NoRows<Row>({ busy, unfiltered, empty, retry }: DataTableProps<Row>) {
  if (busy) return <Skeleton lines={5} />
  if (retry !== undefined) return null
  if (unfiltered === undefined) return empty
  return (
    <EmptyState
      title={m.ui_table_nothing_matches()}
      action={
        <ButtonLink {...unfiltered} variant="secondary" size="sm">
          {m.ui_table_clear_filters()}
        </ButtonLink>
      }
    >
      {m.ui_table_nothing_matches_text()}
    </EmptyState>
  )
}

function Failure({ retry }: { retry: () => void }) {
  return (
    <Banner tone="danger" role="alert" title={m.ui_table_failed()}>
      <Button variant="secondary" size="sm" onClick={retry} className="mt-1.5">
        {m.ui_retry()}
      </Button>
    </Banner>
  )
}
