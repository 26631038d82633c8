import type { Problem } from '#core/problem.ts';

/** Tells the server what only the form knows, for the table's next review. Nobody waits for it; what does not arrive is not counted. */
const tell = (table: string, body: object): void => {
  fetch(`/api/v1/tables/${table}/usage`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    keepalive: true,
  }).catch(() => undefined); // a statistic may lose
};

/** Problems that kept a form from being sent. */
export const tellErrors = (table: string, problems: readonly Problem[]): void =>
  tell(table, { errors: problems.map(({ path, code }) => ({ field: path.split('/')[1] ?? '', code })) });

/** Seconds from opening a new form to its saving. */
export const tellFill = (table: string, seconds: number): void => tell(table, { seconds });
