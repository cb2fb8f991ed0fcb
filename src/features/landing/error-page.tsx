export function ErrorPage({ reference, retry }: { reference: string | null; retry: () => void }) { return <button onClick={retry}>{reference}</button> }
