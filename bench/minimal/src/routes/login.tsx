import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { authClient } from '../lib/auth-client'

export const Route = createFileRoute('/login')({ component: Login })

function Login() {
  const navigate = useNavigate()
  const [problem, setProblem] = useState<string | null>(null)

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const { error } = await authClient.signIn.email({ email: String(form.get('email')), password: String(form.get('password')) })
    if (error) setProblem(error.message ?? 'That did not work.')
    else await navigate({ to: '/dashboard' })
  }

  return (
    <form method="post" onSubmit={signIn}>
      <h1>Sign in</h1>
      <label>
        Email <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
      {problem !== null && <p role="alert">{problem}</p>}
      <button type="submit">Sign in</button>
    </form>
  )
}
