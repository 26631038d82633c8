import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Caller } from '#usecases/ports/world.ts';
import type { SessionRow } from '#usecases/person/session.ts';
import type { Running } from '#server/running.ts';
import type { Language } from '#messages/language.ts';

declare global {
  namespace App {
    interface Error {
      /** What the log calls the failure. */
      id?: string;
      /** A sentence that says more than the status, in the language of the page. */
      words?: string;
    }
    interface PageState {
      /** Id of the record in the panel over the list; '' is a new one. */
      record?: string;
    }
    interface Locals {
      readonly running: Running;
      /** Nobody is signed in where it is missing. */
      readonly caller?: Caller;
      /** The browser session behind a cookie; a bearer token has none. */
      readonly session?: SessionRow;
      readonly language: Language;
      /** The table of an API address, whose titles name the fields in problems. */
      table?: CompiledTable;
    }
  }
}

export {};
