export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => void;
  /** A button of its own, such as 打开. */
  readonly action?: { readonly title: string; readonly run: () => void };
}

const lasts = 6000;
let last = 0;

/** What has just finished; the root layout shows it for 6 seconds. */
export const toasts = $state<Toast[]>([]);

export const dismissToast = (id: number): void => {
  const at = toasts.findIndex((toast) => toast.id === id);
  if (at >= 0) toasts.splice(at, 1);
};

/** Says that something finished, with 撤销 where it can be undone. Never for an error that needs an answer. */
export const showToast = (text: string, more: Omit<Toast, 'id' | 'text'> = {}): number => {
  last += 1;
  const id = last;
  toasts.push({ id, text, ...more });
  if (toasts.length > 3) toasts.shift();
  setTimeout(() => dismissToast(id), lasts);
  return id;
};
