import type { Problem } from '#core/problem.ts';

export interface SessionLine {
  readonly id: string;
  readonly agent: string;
  readonly address: string;
  readonly seenAt: string;
  readonly current: boolean;
}

export interface TokenLine {
  readonly id: string;
  readonly title: string;
  readonly expiresAt: string;
  /** ISO moment, '' for never. */
  readonly seenAt: string;
}

/** What the actions of the settings page answer. */
export type SettingsForm = {
  readonly problems?: readonly Problem[];
  readonly ended?: number;
  readonly token?: { readonly title: string; readonly token: string };
  readonly passwordChanged?: boolean;
  readonly demoRemoved?: boolean;
};
