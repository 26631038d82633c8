import { fail, type RequestEvent } from '@sveltejs/kit';
import { problem } from '#core/problem.ts';
import { formText } from '#server/http/form-text.ts';
import { refusalProblems } from '#server/http/refusal-problems.ts';
import type { Running } from '#server/running.ts';
import type { Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';

/** What an action of a page works with: who posted what, in which browser session. */
export interface Posted {
  readonly running: Running;
  readonly world: World;
  readonly caller: Caller;
  readonly session: string;
  readonly text: (name: string) => string;
  /** Undefined for a field that was not posted. */
  readonly given: (name: string) => string | undefined;
}

/** An action of a page: nobody is 401, a refusal 422 with its problems, else what `show` makes of the value. */
export const postedAction =
  <T, Shown>(work: (posted: Posted) => Promise<Outcome<T>>, show: (value: T, posted: Posted) => Shown) =>
  async ({ locals: { caller, session, running }, request }: RequestEvent) => {
    if (!caller || !session) return fail(401, { problems: [problem('sign-in-needed')] });
    const form = await request.formData();
    const text = (name: string): string => formText(form, name);
    const given = (name: string): string | undefined => (form.has(name) ? text(name) : undefined);
    const posted: Posted = { running, world: running.world, caller, session: session.id, text, given };
    const outcome = await work(posted);
    return outcome.ok ? show(outcome.value, posted) : fail(422, { problems: refusalProblems(outcome.refusal) });
  };
