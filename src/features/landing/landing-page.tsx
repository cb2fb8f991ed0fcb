export function LandingPage({ viewer }: { viewer: { name: string } | null }) { return <p>{viewer?.name}</p> }
