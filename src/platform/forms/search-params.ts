/**
 * What a page understands of its address, key by key. Whatever an address says, the page opens: what a reader does not know
 * is undefined, and undefined it must be, not left out, since the router keeps what a route does not speak of. By hand:
 * routes load with every page, and a schema library would too.
 */
type Reader<Value> = (value: unknown) => Value

/** A key that may be undefined may be left out of a link. */
type Read<Readers extends Record<string, Reader<unknown>>> = {
  [Key in keyof Readers as undefined extends ReturnType<Readers[Key]> ? Key : never]?: ReturnType<Readers[Key]>
} & { [Key in keyof Readers as undefined extends ReturnType<Readers[Key]> ? never : Key]: ReturnType<Readers[Key]> }

export const searchParams =
  <Readers extends Record<string, Reader<unknown>>>(readers: Readers) =>
  (search: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(readers).map(([key, read]) => [key, read(search[key])])) as Read<Readers>

export const PAGE_MAX = 10_000

/** A closed list: an address cannot put words on the page. */
export const oneOf =
  <const Known extends string | number>(...known: readonly Known[]): Reader<Known | undefined> =>
  (value) =>
    known.find((one) => one === value)

export const text: Reader<string | undefined> = (value) => (typeof value === 'string' ? value : undefined)

/** By its shape, where the list of what there is stays on the server. */
export const textLike =
  (shape: RegExp): Reader<string | undefined> =>
  (value) =>
    typeof value === 'string' && shape.test(value) ? value : undefined

/** Of a page that a mail links to. A token of digits only arrives as a number. */
export const token: Reader<string | undefined> = (value) => text(typeof value === 'number' ? String(value) : value)

export const pageNumber: Reader<number | undefined> = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= PAGE_MAX ? value : undefined
