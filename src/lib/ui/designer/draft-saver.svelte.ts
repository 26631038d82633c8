import type { Definition } from '#core/definition/definition.ts';
import type { SaidProblem } from '#ui/record/record-api.ts';
import { makeDraft, saveDraft, type DraftSeat, type DraftSent } from './draft-api.ts';
import { dropKept, writeKept, type KeptPlace } from './kept-draft.ts';

export type SaveState = 'untouched' | 'waiting' | 'saving' | 'saved' | 'stale' | 'gone' | 'denied' | 'signed-out' | 'refused' | 'offline';

interface Scene {
  readonly table: string;
  readonly person: string;
  /** Number of the revision the draft began from. */
  readonly base: number;
  readonly seat: DraftSeat | undefined;
  /** ISO moment of the last save, '' for none. */
  readonly saved: string;
  readonly document: () => Definition;
}

const pause = 900;
const again = 5_000;

/** Saves a draft a moment after the last edit. What the server has not taken yet stays in the browser as well. */
export class DraftSaver {
  readonly #scene: Scene;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #dirty = false;
  seat = $state.raw<DraftSeat>();
  state = $state<SaveState>('untouched');
  /** ISO moment. */
  savedAt = $state('');
  problems = $state.raw<readonly SaidProblem[]>([]);
  /** False where the browser keeps nothing: then only this page holds what is not saved. */
  kept = $state(true);

  constructor(scene: Scene) {
    this.#scene = scene;
    this.seat = scene.seat;
    this.savedAt = scene.saved;
    if (scene.seat !== undefined) this.state = 'saved';
  }

  get #place(): KeptPlace {
    return { person: this.#scene.person, table: this.#scene.table, draft: this.seat?.id ?? '' };
  }

  /** Something changed: kept here at once, on the server soon. */
  touch(): void {
    this.#dirty = true;
    this.#keep();
    if (isStuck(this.state)) return;
    if (this.#running === undefined) this.state = 'waiting';
    this.#wait(pause);
  }

  /** Saves now: on leaving the page, and for 重试. Ends when the server has answered to what stands here, not to an earlier save. */
  async flush(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    clearTimeout(this.#timer);
    if (!this.#dirty) return;
    this.#running = this.#save();
    await this.#running;
  }

  /** Makes a draft of its own of what stands here, after the other one was saved elsewhere or is no more. */
  async saveAsNew(): Promise<void> {
    dropKept(this.#place, localStorage);
    this.seat = undefined;
    this.state = 'waiting';
    this.#dirty = true;
    this.#keep();
    await this.flush();
  }

  /** What stands here began from an older save than the server has: somebody has to decide. */
  meet(): void {
    this.state = 'stale';
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** The draft is no more: nothing of it is kept here either. */
  forget(): void {
    this.#dirty = false;
    dropKept(this.#place, localStorage);
  }

  #keep(): void {
    const { base, document } = this.#scene;
    this.kept = writeKept(this.#place, { at: Date.now(), base, version: this.seat?.version ?? 0, document: document() }, localStorage);
  }

  #wait(time: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), time);
  }

  async #save(): Promise<void> {
    const { table, base, document } = this.#scene;
    this.#dirty = false;
    this.state = 'saving';
    const sent = this.seat === undefined ? await makeDraft(table, base, document()) : await saveDraft(table, this.seat, document());
    this.#running = undefined;
    this.#settle(sent);
  }

  #settle(sent: DraftSent): void {
    this.problems = sent.kind === 'refused' ? sent.problems : [];
    if (sent.kind === 'done') {
      dropKept(this.#place, localStorage);
      this.seat = sent.seat;
      this.savedAt = sent.updated;
      this.state = 'saved';
      if (this.#dirty) this.touch();
      return;
    }
    this.#dirty = true;
    this.state = sent.kind;
    if (sent.kind === 'offline') this.#wait(again);
  }
}

/** Trying again by itself would not help: somebody has to decide. */
const isStuck = (state: SaveState): boolean => ['stale', 'gone', 'denied', 'signed-out'].includes(state);
