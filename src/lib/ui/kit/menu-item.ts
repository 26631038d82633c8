import type { IconName } from './icon-name.ts';

export interface MenuItem {
  readonly key: string;
  readonly title: string;
  readonly icon?: IconName;
  readonly keys?: string;
  /** A word at the right: the reason why it is disabled, or a count. */
  readonly aside?: string;
  readonly href?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Present: one of several, of which one is chosen. */
  readonly checked?: boolean;
  /** A line above. */
  readonly separated?: boolean;
  readonly onselect?: () => void;
}
