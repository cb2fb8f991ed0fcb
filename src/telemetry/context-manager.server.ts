import { type Context, type ContextManager, ROOT_CONTEXT } from '@opentelemetry/api'
import { AsyncLocalStorage } from 'node:async_hooks'

/** The active span follows `await` and callbacks. OpenTelemetry's own, `@opentelemetry/context-async-hooks`, does the same and binds event emitters. */
export class AsyncContextManager implements ContextManager {
  readonly #contexts = new AsyncLocalStorage<Context>()

  active(): Context {
    return this.#contexts.getStore() ?? ROOT_CONTEXT
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    context: Context,
    work: F,
    self?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.#contexts.run(context, () => work.apply(self, args))
  }

  bind<Target>(_context: Context, target: Target): Target {
    return target
  }

  enable(): this {
    return this
  }

  disable(): this {
    this.#contexts.disable()
    return this
  }
}
