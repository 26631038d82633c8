import fc from 'fast-check';

/** Random tests draw the same every time, so that a red one is about the change; BIAOLI_SEED=random explores, BIAOLI_SEED=N repeats what it found. */
const wanted = process.env['BIAOLI_SEED'] ?? '20261122';
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
