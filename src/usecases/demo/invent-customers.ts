import type { Values } from '#core/definition/definition.ts';
import { addDays } from '#core/field/calendar.ts';
import type { DemoWords } from '#usecases/demo/demo-words.ts';
import { seededRandom } from '#usecases/demo/seeded-random.ts';

export interface InventedCustomer {
  /** Day on which the row was made, `YYYY-MM-DD`. */
  readonly day: string;
  readonly values: Values;
}

export interface Invention {
  readonly count: number;
  /** Day the dates are counted from. */
  readonly today: string;
  /** Ids: manager, first and second member of staff. */
  readonly owners: readonly [string, string, string];
  readonly words: DemoWords;
}

const seed = 20_240_501;
/** Sources by owner, weights in the order expo, referral, online, cold, other: each works another mix. */
const sourceWeights = [
  [2, 3, 2, 1, 1],
  [5, 3, 1, 1, 0.5],
  [0.5, 1, 5, 3, 1],
] as const;
const sources = ['expo', 'referral', 'online', 'cold', 'other'] as const;
const sizes = ['under_20', '20_99', '100_299', '300_999', 'over_1000'] as const;
const types = ['new', 'old', 'lead', 'lost'] as const;
const statusesOf = { new: ['none', 'active'], old: ['active', 'paused'], lead: ['none'], lost: ['ended', 'none', 'paused'] } as const;
const tags = ['keen', 'technical', 'price', 'budget', 'key', 'long_term', 'to_verify'] as const;

/** Invented customers of the table `customer`, the same ones for the same day: every option occurs, about a quarter is overdue for 30 days or more. */
export const inventCustomers = ({ count, today, owners, words }: Invention): readonly InventedCustomer[] => {
  const draw = drawing(seededRandom(seed));
  const names = new Set<string>();
  const perDay = new Map<string, number>();
  const made = Array.from({ length: count }, (_, at) => {
    const owner = at % 10 < 4 ? 1 : at % 10 < 8 ? 2 : 0;
    const age = 3 + draw.below(400);
    return { at, owner, age, day: addDays(today, -age) };
  }).sort((one, other) => other.age - one.age);
  return made.map(({ at, owner, age, day }) => {
    const sequence = (perDay.get(day) ?? 0) + 1;
    perDay.set(day, sequence);
    const customer_no = `C${day.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
    const values = customerOf({ draw, at, age, today, owner, owners, words, names });
    return { day, values: { customer_no, ...values } };
  });
};

interface Draw {
  below(limit: number): number;
  one<T>(list: readonly T[]): T;
  weighted<T>(list: readonly T[], weights: readonly number[]): T;
  some(share: number): boolean;
}

const drawing = (random: () => number): Draw => {
  const below = (limit: number): number => Math.floor(random() * limit);
  const at = <T>(list: readonly T[], place: number): T => {
    const found = list[place];
    if (found === undefined) throw new Error('nothing to draw from');
    return found;
  };
  return {
    below,
    one: (list) => at(list, below(list.length)),
    weighted: (list, weights) => {
      let rest = random() * weights.reduce((sum, weight) => sum + weight, 0);
      return at(
        list,
        Math.max(
          0,
          weights.findIndex((weight) => (rest -= weight) < 0),
        ),
      );
    },
    some: (share) => random() < share,
  };
};

interface Making extends Pick<Invention, 'today' | 'owners' | 'words'> {
  readonly draw: Draw;
  readonly at: number;
  readonly age: number;
  readonly owner: number;
  readonly names: Set<string>;
}

const customerOf = (making: Making): Values => {
  const { draw, at, age, today, words, owner } = making;
  const industries = Object.keys(words.trades);
  const industry = industries[at % industries.length] ?? '';
  const source = at < sources.length ? (sources[at] ?? 'other') : draw.weighted(sources, sourceWeights[owner] ?? sourceWeights[0]);
  const type = draw.weighted(types, [3, 3, 4, 1.5]);
  const status = draw.one(statusesOf[type]);
  const quiet = draw.some(0.26) ? 31 + draw.below(90) : draw.below(30);
  const worked = status !== 'none';
  return {
    name: firmName(making, industry),
    contact: draw.one(words.surnames) + draw.one(words.givens),
    phone: `120${String(10_000_000 + draw.below(89_999_999))}`,
    ...(draw.some(0.6) ? { email: `kh${String(at + 1).padStart(3, '0')}@example.com` } : {}),
    industry,
    source,
    ...(source === 'other' ? { source_other: draw.one(words.others) } : {}),
    needs: draw.one(words.needs),
    size: draw.weighted(sizes, [3, 4, 3, 2, 1]),
    decision_maker: draw.one(words.makers),
    ...(draw.some(0.95) ? { last_follow_up: addDays(today, -Math.min(quiet, age)) } : {}),
    owner: making.owners[owner] ?? making.owners[0],
    summary: draw.one(words.summaries),
    next_step: draw.one(words.steps),
    ...optional('feedback', draw.one(words.feedbacks)),
    type,
    status,
    ...(worked ? dealOf(making, status) : {}),
    ...(draw.some(0.7) ? { tags: [...new Set([tags[at % tags.length] ?? 'keen', draw.one(tags)])] } : {}),
  };
};

const optional = (key: string, value: string): Values => (value === '' ? {} : { [key]: value });

const dealOf = ({ draw, age, today, words }: Making, status: string): Values => {
  const first = Math.max(1, age - draw.below(age));
  return {
    first_cooperation: addDays(today, -first),
    last_cooperation: addDays(today, -draw.below(first)),
    product: draw.one(words.products),
    ...(status === 'active' ? { amount: (2 + draw.below(480)) * 1000 + draw.below(10) * 99.5 } : {}),
  };
};

/** A firm's name that no other invented customer bears. */
const firmName = ({ draw, words, names }: Making, industry: string): string => {
  for (;;) {
    const name = `${draw.one(words.places)}${draw.one(words.firsts)}${words.trades[industry] ?? ''}${words.ending}`;
    if (names.has(name)) continue;
    names.add(name);
    return name;
  }
};
