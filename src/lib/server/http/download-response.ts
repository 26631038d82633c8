const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** A file that is written while it is read; the reader's pace holds the writer back, its going away ends it. */
export const downloadResponse = (
  content: AsyncIterable<Uint8Array>,
  { name, type }: { readonly name: string; readonly type: keyof typeof types },
): Response =>
  new Response(toStream(content), {
    headers: {
      'content-type': types[type],
      'content-disposition': `attachment; filename="export.${type}"; filename*=UTF-8''${encodeURIComponent(`${name}.${type}`)}`,
    },
  });

const toStream = (content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const pieces = content[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await pieces.return?.();
    },
  });
};
