import type { Messages } from '#messages/messages.ts';
import { followJob, type Progressing } from './job.ts';
import { refusalWords } from './refusal-words.ts';
import { askPlan, type Planned } from './revision-api.ts';
import type { Mappings, Plan } from './revision-facts.ts';

/** The dry run of one revision: it begins by itself, tells how far it is, and runs again with what the manager says failing texts become. */
export class PlanRun {
  readonly #table: string;
  readonly #messages: Messages;
  #stop: AbortController | undefined;
  /** The last whole plan; stays in sight while another one is made. */
  plan = $state.raw<Plan>();
  running = $state.raw<Progressing>();
  fault = $state('');
  at = $state(0);
  seconds = $state(0);
  mappings = $state.raw<Mappings>({});
  #ran = $state.raw<Mappings>({});

  /** Texts whose new value has not been tried yet. */
  readonly untried = $derived.by(() =>
    Object.entries(this.mappings).reduce((count, [field, texts]) => {
      const ran = this.#ran[field] ?? {};
      const all = Object.keys({ ...texts, ...ran });
      return count + all.filter((text) => texts[text] !== ran[text]).length;
    }, 0),
  );

  /** `mappings`: what was said before. */
  constructor(table: string, messages: Messages, mappings: Mappings) {
    this.mappings = mappings;
    this.#ran = mappings;
    this.#table = table;
    this.#messages = messages;
  }

  /** Says what one text of a field becomes; undefined: as the conversion says. */
  map(field: string, text: string, value: string | undefined): void {
    const others = Object.entries(this.mappings[field] ?? {}).filter(([known]) => known !== text);
    const texts = value === undefined ? others : [...others, [text, value] as const];
    this.mappings = { ...this.mappings, [field]: Object.fromEntries(texts) };
  }

  mapAll(field: string, texts: Readonly<Record<string, string>>): void {
    this.mappings = { ...this.mappings, [field]: { ...this.mappings[field], ...texts } };
  }

  clear(field: string): void {
    this.mappings = { ...this.mappings, [field]: {} };
  }

  async run(planned: Planned): Promise<void> {
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    const [begun, { mappings }] = [Date.now(), this];
    this.running = { done: 0, total: 0 };
    this.fault = '';
    const plan = await this.#ask(planned, stop.signal);
    if (stop.signal.aborted) return;
    this.running = undefined;
    if (plan === undefined) return;
    this.plan = plan;
    this.#ran = mappings;
    this.at = Date.now();
    this.seconds = (this.at - begun) / 1000;
  }

  stop(): void {
    this.#stop?.abort();
  }

  async #ask(planned: Planned, signal: AbortSignal): Promise<Plan | undefined> {
    const answer = await askPlan(this.#table, planned, this.mappings);
    if (!answer.ok) {
      if (!signal.aborted) this.fault = refusalWords(answer, this.#messages);
      return undefined;
    }
    if (!('job' in answer.value)) return answer.value;
    const job = await followJob<Plan>(this.#table, answer.value.job, { signal, onprogress: (at) => (this.running = at) });
    if (signal.aborted) return undefined;
    if (job?.state === 'done' && job.report !== null) return job.report;
    this.fault = job?.problems?.[0]?.words ?? this.#messages.revision.planFailed;
    return undefined;
  }
}
