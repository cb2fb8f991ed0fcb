import { m } from '#platform/i18n/generated/messages.js'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'

type Person = { name: string; email: string; password: string }

/** Development only: `npm run dev` names the people it seeded; a press fills the form and signs in. */
export function SeededPeople() {
  const people: Person[] = JSON.parse(import.meta.env.VITE_SEEDED_PEOPLE || '[]')
  if (people.length === 0) return null
  return (
    <aside aria-labelledby="seeded-people" className="grid gap-3 border-t pt-5">
      <div>
        <h2 id="seeded-people" className="text-sm font-semibold">
          {m.auth_seeded_title()}
        </h2>
        <p className="text-sm text-muted">{m.auth_seeded_description()}</p>
      </div>
      <ul className="grid gap-2">
        {people.map((person) => (
          <li key={person.email}>
            <Form action="/sign-in">
              <input type="hidden" name="email" value={person.email} />
              <input type="hidden" name="password" value={person.password} />
              <input type="hidden" name="remember" value="on" />
              <Button type="submit" variant="secondary" size="sm" className="w-full justify-start">
                {person.name}
                <span className="font-normal text-muted">{person.email}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </aside>
  )
}
