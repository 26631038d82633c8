import { answerOf, type Answer } from './ask.ts';
import type { Upload } from './import-facts.ts';

/** Sends a workbook; XMLHttpRequest because fetch tells nothing of the way up. `onprogress` gets the share sent, 0 to 1. */
export const uploadFile = (file: File, onprogress: (share: number) => void): Promise<Answer<Upload>> =>
  new Promise((done) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onprogress(event.loaded / event.total);
    });
    request.addEventListener('load', () => done(answerOf<Upload>(request.status, request.responseText)));
    request.addEventListener('error', () => done({ ok: false, status: 0, problems: [] }));
    request.open('POST', '/api/v1/uploads');
    request.send(form);
  });
