/** One figure of the table: what was measured, against what, and whether it is good enough. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly p95?: string;
  readonly floor?: string;
  readonly ratio?: string;
  readonly target: string;
  readonly met: boolean | undefined;
}

export interface Sample {
  readonly p50: number;
  readonly p95: number;
}

export const sampleOf = (times: readonly number[]): Sample => {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
};

export type Round = (round: number) => Promise<unknown>;

const warmUp = 15;

/** Times several things in turn, round by round, so that what else the machine does hits all of them alike. */
export const interleave = async (rounds: number, things: readonly Round[]): Promise<readonly Sample[]> => {
  const times: number[][] = things.map(() => []);
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [at, thing] of things.entries()) {
      const begun = performance.now();
      await thing(round + warmUp);
      if (round >= 0) times[at]?.push(performance.now() - begun);
    }
  }
  return times.map(sampleOf);
};

/** Requests a second of so many clients that each ask again as soon as they are answered. */
export const throughput = async (
  clients: number,
  each: number,
  thing: (client: number, round: number) => Promise<unknown>,
): Promise<number> => {
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let round = 0; round < each; round += 1) await thing(client, round);
    }),
  );
  return (clients * each * 1000) / (performance.now() - begun);
};

const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

/** A line with its own floor; good when the ratio is. */
export const againstFloor = (name: string, [mine, floor]: readonly Sample[], most: number): Figure => {
  if (!mine || !floor) throw new Error(name);
  const ratio = mine.p50 / floor.p50;
  return {
    name,
    value: milliseconds(mine.p50),
    p95: milliseconds(mine.p95),
    floor: milliseconds(floor.p50),
    ratio: ratio.toFixed(1),
    target: `≤ ${most} × floor`,
    met: ratio <= most,
  };
};

export const atMost = (name: string, sample: Sample, most: number): Figure => ({
  name,
  value: milliseconds(sample.p50),
  p95: milliseconds(sample.p95),
  target: `≤ ${most} ms`,
  met: sample.p50 <= most,
});

interface Bound {
  readonly unit: string;
  readonly most?: number;
  readonly least?: number;
}

export const plain = (name: string, value: number, { unit, most, least }: Bound): Figure => ({
  name,
  value: `${value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en')} ${unit}`,
  target:
    most !== undefined ? `≤ ${most.toLocaleString('en')} ${unit}` : least !== undefined ? `≥ ${least.toLocaleString('en')} ${unit}` : '',
  met:
    most === undefined && least === undefined
      ? undefined
      : (most === undefined || value <= most) && (least === undefined || value >= least),
});

export const asMarkdown = (figures: readonly Figure[]): string =>
  [
    '| | p50 or figure | p95 | floor p50 | ratio | target | |',
    '|---|---|---|---|---|---|---|',
    ...figures.map(
      ({ name, value, p95 = '', floor = '', ratio = '', target, met }) =>
        `| ${name} | ${value} | ${p95} | ${floor} | ${ratio} | ${target} | ${met === undefined ? '' : met ? 'ok' : '**missed**'} |`,
    ),
  ].join('\n');
