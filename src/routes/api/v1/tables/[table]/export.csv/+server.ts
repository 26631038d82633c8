import { exportResponse } from '#server/http/export-response.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) => exportResponse(event, 'csv');
