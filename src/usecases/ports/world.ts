import type { Pinyin } from '#core/compile/search-text.ts';
import type { Actor } from '#core/permission/rights.ts';
import type { Database } from '#usecases/ports/database.ts';
import type { TableStore } from '#usecases/table/table-store.ts';
import type { Directory } from '#usecases/ports/directory.ts';
import type { Feed } from '#usecases/record/feed.ts';
import type { UsageLog } from '#usecases/review/usage-log.ts';

/** Region codes and their words (省市区), all levels. */
export interface Regions {
  path(code: string): readonly string[] | undefined;
  code(text: string): string | undefined;
  /** Children of a code ('' for the provinces). */
  children(code: string): readonly { readonly code: string; readonly title: string }[];
}

/** Passwords and random secrets; hashes are text. */
export interface Secrets {
  hashPassword(password: string): Promise<string>;
  /** Also spends its time when there is no hash, so that a missing account cannot be told from a wrong password. */
  verifyPassword(password: string, hash: string): Promise<boolean>;
  /** 256 random bits, URL-safe text. */
  newToken(): string;
  hashToken(token: string): string;
}

/** Everything the use cases know of the outside. */
export interface World {
  readonly db: Database;
  /** Milliseconds of UTC. */
  now(): number;
  /** Time-ordered, 15 characters `[a-z0-9]`. */
  newId(): string;
  readonly zone: string;
  readonly pinyin: Pinyin;
  readonly regions: Regions;
  readonly secrets: Secrets;
  readonly directory: Directory;
  readonly tables: TableStore;
  readonly feed: Feed;
  readonly usage: UsageLog;
}

/** Who acts, and through which door; goes into the history. */
export interface Caller extends Actor {
  readonly name: string;
  readonly email: string;
  readonly language: 'zh-CN' | 'en';
  readonly door: 'page' | 'api' | 'import' | 'cli';
}
