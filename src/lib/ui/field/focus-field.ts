const focusable = 'input:not([disabled]), textarea, button:not([disabled])';

/** Brings the input of a field into view and focuses it; in a group of answers or large choices, the chosen or first of them. */
export const focusField = (id: string): void => {
  const named = document.getElementById(id);
  const visible = named !== null && named.offsetParent !== null;
  const place = visible ? named : document.querySelector<HTMLElement>(`[role][aria-labelledby="${CSS.escape(id)}-label"]`);
  const shown =
    place?.matches(focusable) === false
      ? (place.querySelector<HTMLElement>(':checked') ?? place.querySelector<HTMLElement>(focusable))
      : place;
  (place?.closest('.field') ?? place)?.scrollIntoView({ block: 'center' });
  shown?.focus({ preventScroll: true });
};
