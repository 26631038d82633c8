export type Bag = Readonly<Record<string, unknown>>;
export const isBag = (input: unknown): input is Bag => typeof input === 'object' && input !== null && !Array.isArray(input);
export const listed = (input: unknown): readonly unknown[] => (Array.isArray(input) ? input : []);
export const textOf = (input: unknown): string | undefined => (typeof input === 'string' ? input : undefined);
