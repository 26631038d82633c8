declare global {
  namespace App {
    interface Error {
      /** What the log calls the failure. */
      id?: string;
      /** A sentence that says more than the status, in the language of the page. */
      words?: string;
    }
  }
}

export {};
