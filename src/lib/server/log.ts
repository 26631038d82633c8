import { pino } from 'pino';
import { levelOf } from '#server/log-level.ts';

const logger = pino({ level: levelOf(process.env['BIAOLI_LOG']), base: null }, pino.destination({ dest: 2, sync: true }));

/** One line of JSON on standard error; never values of customers. */
export const writeLog = (event: string, facts: Readonly<Record<string, string | number | boolean>> = {}): void => {
  logger.info({ event, ...facts });
};

/** A bug or a dead service: the only place where errors are written down. */
export const writeError = (event: string, error: unknown): void => {
  logger.error({ event, error: error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : String(error) });
};
