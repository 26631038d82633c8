/** Brings the input of a field into view and focuses it; where a phone shows large choices instead of the input, the first of them. */
export const focusField = (id: string): void => {
  const input = document.getElementById(id);
  if (input === null) return;
  const visible = input.offsetParent !== null;
  const shown = visible ? input : document.querySelector<HTMLElement>(`[role][aria-labelledby="${CSS.escape(id)}-label"] input`);
  (shown?.closest('.field') ?? shown ?? input).scrollIntoView({ block: 'center' });
  shown?.focus({ preventScroll: true });
};
