import { describe, expect, it } from 'vitest';
import { comboboxKeys } from '#ui/kit/combobox-keys.ts';

interface Pressed {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly isComposing?: boolean;
}

const press = (
  state: { open: boolean; active: number; count: number; text: string },
  pressed: Pressed,
): { done: string[]; prevented: boolean } => {
  const done: string[] = [];
  const keys = comboboxKeys({
    state: () => state,
    show: () => done.push('show'),
    hide: () => done.push('hide'),
    move: (index) => done.push(`move ${index}`),
    pickActive: () => done.push('pick'),
    removeLast: () => done.push('remove'),
  });
  let prevented = false;
  keys({
    ctrlKey: false,
    metaKey: false,
    isComposing: false,
    ...pressed,
    preventDefault: () => (prevented = true),
    stopPropagation: () => undefined,
  });
  return { done, prevented };
};

const closed = { open: false, active: -1, count: 5, text: '' };
const open = { open: true, active: 4, count: 5, text: '' };

describe('comboboxKeys', () => {
  it.each([
    [closed, 'ArrowDown', ['show'], true],
    [closed, 'Enter', [], false],
    [closed, 'PageDown', [], false],
    [closed, 'Escape', [], false],
    [closed, 'Backspace', ['remove'], true],
    [open, 'ArrowDown', ['move 0'], true],
    [open, 'ArrowUp', ['move 3'], true],
    [open, 'PageUp', ['move 0'], true],
    [open, 'Home', ['move 0'], true],
    [open, 'Enter', ['pick'], true],
    [open, 'Escape', ['hide'], true],
    [open, 'Tab', [], false],
    [{ ...open, text: 'zh' }, 'Tab', ['pick'], false],
    [{ ...open, text: 'zh' }, 'Home', [], false],
    [{ ...open, text: 'zh' }, 'Backspace', [], false],
    [{ ...open, count: 0, active: -1 }, 'ArrowDown', [], false],
  ] as const)('%o %s', (state, key, done, prevented) => {
    expect(press(state, { key })).toEqual({ done, prevented });
  });
  it('leaves Ctrl Enter to the form and the keys of an input method to it', () => {
    expect(press(open, { key: 'Enter', ctrlKey: true }).done).toEqual([]);
    expect(press(open, { key: 'Enter', isComposing: true }).done).toEqual([]);
  });
});
