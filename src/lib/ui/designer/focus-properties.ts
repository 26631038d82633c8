import { tick } from 'svelte';

/** To the name of what is selected now: what was pressed may be gone with what was shown before. */
export const focusProperties = async (): Promise<HTMLElement | null> => {
  await tick();
  const first = document.querySelector<HTMLElement>('#p-name, #p-section, #p-table');
  first?.focus();
  return first;
};
