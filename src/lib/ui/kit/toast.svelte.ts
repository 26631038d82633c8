import { SvelteMap } from 'svelte/reactivity';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => void;
  /** A button of its own, such as 打开. */
  readonly action?: { readonly title: string; readonly run: () => void };
}

const lasts = 6000;
let last = 0;
let isHeld = false;
const timers = new SvelteMap<number, ReturnType<typeof setTimeout>>();

/** What has just finished; the root layout shows it for 6 seconds, and as long as somebody points at it or has the focus in it. */
export const toasts = $state<Toast[]>([]);

export const dismissToast = (id: number): void => {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const at = toasts.findIndex((toast) => toast.id === id);
  if (at >= 0) toasts.splice(at, 1);
  if (toasts.length === 0) isHeld = false; // what had the focus is gone with it
};

const wait = (id: number): void => {
  if (isHeld) return;
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => dismissToast(id), lasts),
  );
};

/** Toasts stay while they are held, and begin their time anew when they are let go. */
export const holdToasts = (held: boolean): void => {
  isHeld = held;
  for (const { id } of toasts) {
    clearTimeout(timers.get(id));
    wait(id);
  }
};

/** Says that something finished, with 撤销 where it can be undone. Never for an error that needs an answer. */
export const showToast = (text: string, more: Omit<Toast, 'id' | 'text'> = {}): number => {
  last += 1;
  const id = last;
  toasts.push({ id, text, ...more });
  const [oldest] = toasts;
  if (oldest && toasts.length > 3) dismissToast(oldest.id);
  wait(id);
  return id;
};
