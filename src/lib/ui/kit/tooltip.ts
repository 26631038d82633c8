import { placeFloating } from './place-floating.ts';

const wait = 400;

/** Shows a short text beside an element while it is hovered or focused by keyboard. Only for the eye: the element needs its own label. */
export const tooltip =
  (text: string, keys = '') =>
  (element: HTMLElement): (() => void) => {
    let tip: HTMLElement | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = (): void => {
      clearTimeout(timer);
      tip?.remove();
      tip = undefined;
    };
    const show = (): void => {
      hide();
      tip = makeTip(text, keys);
      (element.closest('dialog') ?? document.body).append(tip);
      tip.showPopover();
      placeFloating(element, tip, { align: 'center' });
    };
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(show, wait);
    };
    const focused = (): void => {
      if (element.matches(':focus-visible')) soon();
    };
    element.addEventListener('pointerenter', soon);
    element.addEventListener('focus', focused);
    for (const event of leaving) element.addEventListener(event, hide);
    return () => {
      hide();
      element.removeEventListener('pointerenter', soon);
      element.removeEventListener('focus', focused);
      for (const event of leaving) element.removeEventListener(event, hide);
    };
  };

const leaving = ['pointerleave', 'blur', 'click', 'keydown'];

const makeTip = (text: string, keys: string): HTMLElement => {
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.popover = 'manual';
  tip.ariaHidden = 'true';
  tip.textContent = text;
  if (keys !== '') {
    const key = document.createElement('kbd');
    key.textContent = keys;
    tip.append(key);
  }
  return tip;
};
