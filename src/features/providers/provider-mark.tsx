/** Of the companies, drawn in the text's colour. */
const MARKS: Record<string, string> = {
  github:
    'M12 .5a12 12 0 0 0-3.8 23.4c.6.1.8-.3.8-.6v-2.2c-3.3.7-4-1.4-4-1.4-.6-1.4-1.4-1.8-1.4-1.8-1-.7.1-.7.1-.7 1.2 0 1.9 1.2 1.9 1.2 1 1.8 2.8 1.3 3.5 1 0-.8.4-1.3.7-1.6-2.7-.3-5.5-1.3-5.5-6 0-1.2.5-2.3 1.3-3.1-.2-.4-.6-1.6 0-3.2 0 0 1-.3 3.4 1.2a11.5 11.5 0 0 1 6 0c2.3-1.5 3.3-1.2 3.3-1.2.7 1.6.2 2.8.1 3.2.8.8 1.3 1.9 1.3 3.2 0 4.6-2.8 5.6-5.5 5.9.5.4.9 1.1.9 2.2v3.3c0 .3.1.7.8.6A12 12 0 0 0 12 .5',
  google: 'M21.6 10.2H12v3.9h5.5c-.5 2.6-2.7 4-5.5 4a6.1 6.1 0 1 1 4-10.7l2.9-2.9A10.2 10.2 0 1 0 21.6 10.2',
  microsoft: 'M2 2h9.5v9.5H2zm10.5 0H22v9.5h-9.5zM2 12.5h9.5V22H2zm10.5 0H22V22h-9.5z',
}

/** Decoration: the name is beside it. */
export function ProviderMark({ id }: { id: string }) {
  const path = MARKS[id]
  if (path === undefined) return null
  return (
    <svg aria-hidden viewBox="0 0 24 24" className="fill-current">
      <path d={path} />
    </svg>
  )
}
