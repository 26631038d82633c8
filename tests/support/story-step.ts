import fc from 'fast-check';

/** One thing somebody does; numbers are places in what is there when it happens. */
export interface Step {
  readonly kind: (typeof kinds)[number];
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Units after which the process is killed, 0 for never. */
  readonly kill: number;
  /** Somebody else writes while it goes on. */
  readonly beside: boolean;
}

const kinds = [
  'create',
  'update',
  'update',
  'update',
  'bulk',
  'bin',
  'restore',
  'publish',
  'publish',
  'trial',
  'stop',
  'finish',
  'rollback',
  'replace',
  'undo',
] as const;
const number = fc.integer({ min: 0, max: 5039 });

export const steps = fc.record<Step>({
  kind: fc.constantFrom(...kinds),
  a: number,
  b: number,
  c: number,
  kill: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 12 })),
  beside: fc.boolean(),
});
