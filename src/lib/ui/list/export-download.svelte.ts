/** A file on its way: how many rows it will hold and how much of it has arrived. */
export interface Download {
  /** Undefined until the server has counted. */
  rows: number | undefined;
  bytes: number;
  readonly stop: () => void;
}

/** `words` is the server's own sentence why there is no file; '' where it could not be reached. */
export interface ExportState {
  running: Download | undefined;
  refused: string | undefined;
}

/** The export of this page, one at a time. */
export const exporting = $state<ExportState>({ running: undefined, refused: undefined });

/** Fetches an exported file while its progress shows, and hands it to the browser under the server's name. */
export const downloadExport = async (address: string): Promise<void> => {
  exporting.running?.stop();
  const aborter = new AbortController();
  exporting.refused = undefined;
  exporting.running = { rows: undefined, bytes: 0, stop: () => aborter.abort() };
  try {
    const response = await fetch(address, { signal: aborter.signal });
    if (!response.ok || !response.body) {
      exporting.refused = await refusalOf(response);
      return;
    }
    exporting.running.rows = Number(response.headers.get('x-biaoli-rows') ?? 0);
    save(await gather(response.body), nameOf(response));
  } catch {
    if (!aborter.signal.aborted) exporting.refused = '';
  } finally {
    exporting.running = undefined;
  }
};

const gather = async (body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Blob> => {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces);
    pieces.push(value);
    if (exporting.running) exporting.running.bytes += value.length;
  }
};

const refusalOf = async (response: Response): Promise<string> => {
  const body: unknown = await response.json().catch(() => null);
  return typeof body === 'object' && body !== null && 'title' in body ? String(body.title) : '';
};

const nameOf = (response: Response): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'export.xlsx');

const save = (file: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
