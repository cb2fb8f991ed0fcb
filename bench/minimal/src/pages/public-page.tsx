/** For types and by itself: the benchmark puts Gatehouse's own page, as a tree of plain elements, in this file's place. */
export function Page() {
  return <h1>Welcome</h1>
}
