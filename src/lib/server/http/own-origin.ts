const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may write: it is only read, carries a bearer token (no browser adds one by itself), or comes from our own pages.
 * A server that people reach on loopback accepts every spelling of loopback on its port. A request to the API without any cookie
 * comes from nobody and is told so (401).
 */
export const mayWrite = (request: Request, publicUrl: string): boolean => {
  if (harmless.has(request.method) || request.headers.has('authorization')) return true;
  if (!request.headers.has('cookie') && new URL(request.url).pathname.startsWith('/api/')) return true;
  const origin = request.headers.get('origin');
  if (origin === null) return request.headers.get('sec-fetch-site') === 'same-origin';
  return origin === publicUrl || isSameLoopback(origin, publicUrl);
};

const isSameLoopback = (origin: string, publicUrl: string): boolean => {
  if (!URL.canParse(origin)) return false;
  const [one, other] = [new URL(origin), new URL(publicUrl)];
  return loopback.has(one.hostname) && loopback.has(other.hostname) && one.port === other.port && one.protocol === other.protocol;
};
