import { writeFile } from 'node:fs/promises';
import type { RequestEvent } from '@sveltejs/kit';
import { problem } from '#core/problem.ts';
import { problemResponse } from '#server/http/problem-response.ts';

const mostBytes = 100 * 1024 * 1024;

export interface Upload {
  readonly upload: string;
  /** Its name without folders, for people. */
  readonly file: string;
  readonly form: FormData;
}

export type Received = { readonly ok: true; readonly value: Upload } | { readonly ok: false; readonly response: Response };

/** Takes the `file` of a multipart request into the upload folder. */
export const receiveUpload = async ({ request, locals: { running, language } }: RequestEvent): Promise<Received> => {
  const refuse = async (status: number, code: string, params = {}): Promise<Received> => ({
    ok: false,
    response: await problemResponse({ status, problems: [problem(code, '/file', params)], language }),
  });
  if (!/^multipart\/form-data/i.test(request.headers.get('content-type') ?? '')) return refuse(415, 'upload-form');
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes)
    return refuse(413, 'upload-too-large', { megabytes: mostBytes / 1024 / 1024 });
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    return refuse(400, 'upload-form');
  }
  const file = form.get('file');
  if (!(file instanceof File)) return refuse(422, 'upload-form');
  if (file.size > mostBytes) return refuse(413, 'upload-too-large', { megabytes: mostBytes / 1024 / 1024 });
  const upload = running.world.newId();
  await writeFile(await running.workbooks.place(upload), file.stream());
  const name = file.name.replaceAll(/^.*[\\/]|[\p{Cc}\p{Cs}]/gu, '').slice(0, 200);
  return { ok: true, value: { upload, file: name, form } };
};
