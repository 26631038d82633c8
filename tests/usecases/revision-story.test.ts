import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { Story } from '#support/revision-story.ts';
import { steps } from '#support/story-step.ts';

const told = new Map<string, number>();
const runs = 8;

const tell = ({ done, model }: Story): void => {
  for (const [what, count] of [...done, ...model.codes]) told.set(what, (told.get(what) ?? 0) + count);
};

it('whatever is done to a table: no value is lost, no revision shows another past, nobody meets a form that is not theirs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 30, size: 'max' }), async (story) => {
      const firm = await Story.begin();
      try {
        for (const step of story) {
          await firm.take(step);
          await firm.check();
        }
      } finally {
        tell(firm);
        await firm.end();
      }
    }),
    { numRuns: runs, seed: 5 },
  );
}, 240_000);

afterAll(() => {
  console.info(Object.fromEntries([...told].sort()));
  for (const what of ['publish', 'trial', 'rollback', 'replace', 'killed']) expect(told.get(what), what).toBeGreaterThan(0);
});
