/** The page on which one chooses whom to be. Looks like nothing of GitHub's: nobody shall take it for the real one. */
import type { StandInPerson } from './people.ts'

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f6f7f5, #151715); color: light-dark(#1c201c, #e8ebe7) }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; box-sizing: border-box }
  main { width: 100%; max-width: 26rem; box-sizing: border-box; padding: 1.75rem; border: 1px solid light-dark(#dfe3de, #2f342f); border-radius: 12px; background: light-dark(#fff, #1c1f1c) }
  h1 { margin: 0 0 .25rem; font-size: 1.25rem } p { margin: 0; color: light-dark(#555d55, #a6aea5) }
  .note { display: inline-block; margin-bottom: 1rem; padding: .1rem .5rem; border-radius: 6px; background: light-dark(#fff0c2, #4a3a06); color: light-dark(#5c4300, #ffe39a); font-size: .8rem }
  ul { list-style: none; margin: 1.25rem 0; padding: 0; display: grid; gap: .5rem }
  button { width: 100%; box-sizing: border-box; padding: .6rem .8rem; text-align: start; font: inherit; color: inherit; background: transparent; border: 1px solid light-dark(#c8cec7, #414841); border-radius: 8px; cursor: pointer }
  button:hover { background: light-dark(#f0f3ef, #262a26) } button:focus-visible { outline: 3px solid light-dark(#05684b, #58c9a2); outline-offset: 2px }
  small { display: block; color: light-dark(#555d55, #a6aea5) } .deny { text-align: center }`

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

/** `request`: what the app asked for, to be sent along with the choice. */
export function choicePage(people: readonly StandInPerson[], request: Record<string, string>): string {
  const hidden = Object.entries(request)
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('')
  const choices = people.map(
    ({ login, name, emails, remark }) =>
      `<li><button name="login" value="${escaped(login)}">${escaped(name ?? login)}<small>${escaped(remark ?? emails[0]?.email ?? '')}</small></button></li>`,
  )
  return document(
    'Who are you at GitHub?',
    `<span class="note">For development</span><h1>Who are you at GitHub?</h1>
    <p>This stands in for GitHub. The app wants to know your name and your email address.</p>
    <form method="post" action="/login/oauth/authorize">${hidden}<ul>${choices.join('')}</ul>
    <button class="deny" name="deny" value="yes">Deny</button></form>`,
  )
}

export const refusalPage = (why: string): string => document('Refused', `<h1>Refused</h1><p>${escaped(why)}</p>`)

const document = (title: string, content: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · stand-in GitHub</title><style>${STYLE}</style><main>${content}</main></html>`
