/** What the server asks its workbook worker, and what it answers; each answer carries the id of its request. */
export type WorkerRequest =
  | { readonly id: number; readonly kind: 'open'; readonly path: string }
  | { readonly id: number; readonly kind: 'profile'; readonly sheet: number; readonly values: boolean }
  | { readonly id: number; readonly kind: 'next'; readonly sheet: number; readonly stream: number };

export interface WorkerAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly failed?: string;
}
