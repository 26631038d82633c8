export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const usual = 'info';

/** The level BIAOLI_LOG asks for; the usual one for a wrong word, which the check of all settings names. */
export const levelOf = (given: string | undefined): string => logLevels.find((level) => level === given?.trim()) ?? usual;
