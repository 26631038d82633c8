/** One event of a stream as it came. */
export interface Heard {
  readonly lastId: number;
  readonly data: Record<string, unknown>;
}

/** An open event stream of the API. */
export interface Listener {
  readonly status: number;
  readonly type: string | null;
  /** The place to resume at. */
  lastId(): number;
  /** The next event; undefined when the server has ended the stream. */
  next(): Promise<Heard | undefined>;
  close(): Promise<void>;
}

/** Listens as a browser would, but with any header. Waits until the stream is really open. */
export const listen = async (url: string, headers: Readonly<Record<string, string>>): Promise<Listener> => {
  const response = await fetch(`${url}/api/v1/events`, { headers });
  const reader = response.body?.getReader();
  if (!reader) throw new Error('the answer has no body');
  const decoder = new TextDecoder();
  const events: Heard[] = [];
  let text = '';
  let lastId = -1;
  const readOn = async (): Promise<boolean> => {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    if (done) return false;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      lastId = Number(/^id: (\d+)$/m.exec(block)?.[1] ?? lastId);
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) events.push({ lastId, data: JSON.parse(data) });
    }
    return true;
  };
  while (response.ok && lastId < 0) if (!(await readOn())) break;
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    lastId: () => lastId,
    async next() {
      while (events.length === 0) if (!(await readOn())) return undefined;
      return events.shift();
    },
    close: () => reader.cancel().catch(() => undefined),
  };
};
