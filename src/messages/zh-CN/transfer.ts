/** Words of the workbook reader and writer: reasons of proposed types, sheet names. */
export const transfer = {};
export type TransferMessages = typeof transfer;
