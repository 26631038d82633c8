/** Addresses of the pages: the only file of the interface that spells them. */
export const places = {
  home: '/',
  start: '/start',
  signIn: '/sign-in',
  signOut: '/sign-out',
  setUp: '/set-up',
  link: (token: string): string => `/link/${token}`,
  importReport: (id: string): string => `/imports/${id}`,
  table: (table: string): string => `/t/${table}`,
  newRecord: (table: string): string => `/t/${table}/new`,
  record: (table: string, id: string): string => `/t/${table}/${id}`,
  tableBin: (table: string): string => `/t/${table}/bin`,
  import: (table: string): string => `/t/${table}/import`,
  bin: '/bin',
  people: '/people',
  settings: '/settings',
  sessions: '/settings#sessions',
} as const;
