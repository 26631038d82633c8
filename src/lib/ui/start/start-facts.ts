/** A shipped table as the start page shows it, in the language of the page. */
export interface TemplateFacts {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly fields: number;
  readonly views: number;
  readonly reminders: number;
}

/** Said once after the demonstration was loaded. */
export interface LoadedDemoFacts {
  readonly tables: number;
  readonly rows: number;
  readonly people: readonly string[];
  readonly password: string;
}
