/** What the samples of several emails share. */
export const ada = { name: 'Ada Park' }
export const link = (path: string) => `https://app.example.com${path}`
export const linkWithToken = (path: string) => link(`${path}?token=eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFkYSJ9.c2FtcGxlLXNpZ25hdHVyZQ`)
