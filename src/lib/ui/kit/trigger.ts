/** What a popover asks its opening button to wear. */
export interface Trigger {
  readonly 'aria-haspopup': 'dialog' | 'menu';
  readonly 'aria-expanded': boolean;
  readonly 'aria-controls'?: string;
  readonly onclick: () => void;
}
