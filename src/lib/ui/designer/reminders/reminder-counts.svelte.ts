import type { Definition, Reminder } from '#core/definition/definition.ts';
import { askedOf, previewReminder, type Preview } from './preview-reminder.ts';

/** How many records each rule meets today, asked one after the other while somebody looks; nothing waits for it. */
export class ReminderCounts {
  readonly #live: () => Definition;
  readonly #stopped = new AbortController();
  #known = $state.raw<Readonly<Record<string, Preview>>>({});
  #waiting: readonly string[] = [];
  #isAsking = false;

  constructor(live: () => Definition) {
    this.#live = live;
  }

  /** Undefined while it is not known. */
  of(reminder: Reminder): Preview | undefined {
    return this.#known[askedOf(reminder)];
  }

  /** Asks once for what a rule says; what nobody answered is asked again the next time. */
  ask(reminder: Reminder): void {
    const asked = askedOf(reminder);
    const known = this.#known[asked];
    if ((known !== undefined && known.kind !== 'offline') || this.#waiting.includes(asked)) return;
    this.#waiting = [...this.#waiting, asked];
    if (!this.#isAsking) void this.#askAll();
  }

  stop(): void {
    this.#waiting = [];
    this.#stopped.abort();
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true;
    for (let [asked] = this.#waiting; asked !== undefined; [asked] = this.#waiting) {
      const rule: Reminder = JSON.parse(asked);
      const found = await previewReminder(this.#live(), rule, this.#stopped.signal);
      if (this.#stopped.signal.aborted) return;
      this.#known = { ...this.#known, [asked]: found };
      this.#waiting = this.#waiting.filter((waiting) => waiting !== asked);
    }
    this.#isAsking = false;
  }
}
