import type { Collection, Column } from '#usecases/ports/database.ts';

const collection = (name: string, words: string): Collection => ({ name, columns: words.split(' ').map(column) });

const column = (word: string): Column =>
  word.endsWith(':json') ? { name: word.slice(0, -5), kind: 'json' } : { name: word, kind: 'text' };

/** Our own collections, the same for every driver; `name:json` is a json column. Columns are only ever added. The rowid of b_history is the sequence of events. */
export const systemCollections: readonly Collection[] = [
  collection('b_settings', 'value'),
  collection('b_people', 'email name name_sort role team state password language created_at updated_at'),
  collection('b_teams', 'name created_at'),
  collection('b_sessions', 'token_hash person created_at seen_at expires_at agent address'),
  collection('b_links', 'token_hash person kind created_by created_at expires_at used_at'),
  collection('b_tokens', 'token_hash person title created_at expires_at revoked_at seen_at'),
  collection('b_tables', 'key title collection live:json state created_at created_by updated_at import_id'),
  collection('b_revisions', 'tbl number:json state note author created_at published_at document'),
  collection('b_history', 'tbl record version:json revision:json kind at by_id door import_id changes owner_before owner_after'),
  collection('b_serials', 'n:json'),
  collection('b_idempotency', 'body_hash answer created_at'),
  collection('b_imports', 'tbl by_id state mode file counts created_at finished_at report'),
  collection('b_import_changes', 'import_id seq:json record body'),
  collection('b_views', 'tbl person title document created_at'),
];

/** Partial where an unset column is '': several unset values are no conflict. */
export const systemIndexes: readonly string[] = [
  `create unique index if not exists b_people_email on b_people (email) where email <> ''`,
  `create unique index if not exists b_tables_key on b_tables (key) where key <> ''`,
  `create unique index if not exists b_sessions_token on b_sessions (token_hash) where token_hash <> ''`,
  `create unique index if not exists b_links_token on b_links (token_hash) where token_hash <> ''`,
  `create unique index if not exists b_tokens_token on b_tokens (token_hash) where token_hash <> ''`,
  `create unique index if not exists b_revisions_number on b_revisions (tbl, number) where tbl <> ''`,
  `create index if not exists b_history_record on b_history (tbl, record)`,
  `create index if not exists b_history_import on b_history (import_id) where import_id <> ''`,
  `create index if not exists b_sessions_person on b_sessions (person)`,
  `create index if not exists b_import_changes_seq on b_import_changes (import_id, seq)`,
];
