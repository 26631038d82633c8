/** Addresses of the pages: the only file of the interface that spells them. */
export const places = {
  home: '/',
  start: '/start',
  signIn: '/sign-in',
  signOut: '/sign-out',
  setUp: '/set-up',
  table: (table: string): string => `/tables/${table}`,
  newRecord: (table: string): string => `/tables/${table}/new`,
  record: (table: string, id: string): string => `/tables/${table}/${id}`,
  import: (table: string): string => `/tables/${table}/import`,
  bin: '/bin',
  people: '/people',
  settings: '/settings',
  sessions: '/settings#sessions',
} as const;
