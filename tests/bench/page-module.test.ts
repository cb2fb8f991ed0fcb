import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { readBody } from '../../bench/html.ts'
import { pageModule } from '../../bench/page-module.ts'
import { readStatements } from '../../bench/statements.ts'

/** The module as the servers of the benchmark load it, its one import named outright. */
async function rendered(html: string): Promise<string> {
  const runtime = import.meta.resolve('react/jsx-runtime')
  const source = pageModule(html).replace("'react/jsx-runtime'", JSON.stringify(runtime))
  const { Page } = await import(`data:text/javascript,${encodeURIComponent(source)}`)
  return renderToStaticMarkup(createElement(Page))
}

describe('a page that the benchmark hands to the others', () => {
  it('has the same elements, attributes and words', async () => {
    const body =
      '<main class="grid"><h1 style="--level:3;text-align:center" aria-hidden="" data-x="">Ü &amp; &lt;b&gt;</h1><form method="post" noValidate=""><label for="a">A</label><input id="a" value="" required=""/><br/></form><svg viewBox="0 0 1 1"><path stroke-width="2" d="M0 0"/></svg></main>'
    const kept = await rendered(`<html><head></head><body class="x">${body}</body></html>`)
    expect(readBody(`<body>${kept}</body>`)).toEqual(readBody(`<body>${body}</body>`))
  })

  it('leaves out what carries no content: scripts, styles, what React notes for itself', async () => {
    expect(await rendered('<body><p>a<!-- -->b</p><script nonce="n">alert("<p>")</script><link rel="x" href="/y"/></body>')).toBe(
      '<p>ab</p>',
    )
  })

  it('is refused when it is not whole', () => {
    expect(() => readBody('<body><main></body>')).toThrow('does not close main')
    expect(() => readBody('a redirect')).toThrow('no body')
  })
})

describe('the statements of a page', () => {
  it('are those in Postgres’ log, without the job queue’s, and say whether they were prepared by name', () => {
    const log = [
      '2026-11-21 17:00:00.000 UTC [1] LOG:  execute abc1: select 1',
      '\tfrom session',
      '2026-11-21 17:00:00.001 UTC [1] LOG:  execute <unnamed>: select 2',
      '2026-11-21 17:00:00.002 UTC [1] LOG:  statement: begin',
      '2026-11-21 17:00:00.003 UTC [2] LOG:  execute <unnamed>: select x',
      '\tfrom pgboss.job',
      '2026-11-21 17:00:00.004 UTC [3] LOG:  checkpoint starting: time',
    ].join('\n')
    expect(readStatements(log)).toEqual([{ isNamed: true }, { isNamed: false }, { isNamed: false }])
  })
})
