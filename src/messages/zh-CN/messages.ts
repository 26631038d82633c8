import { change, fieldType, impact, keyword, viewPlace } from './change.ts';
import { cli } from './cli.ts';
import { compare } from './compare.ts';
import { condition } from './condition.ts';
import { console } from './console.ts';
import { conditionEditor, designParts } from './design-parts.ts';
import { designer, optionColor } from './designer.ts';
import { foreign } from './foreign.ts';
import { form } from './form.ts';
import { importing } from './import.ts';
import { kit } from './kit.ts';
import { list } from './list.ts';
import { optionUse } from './option-use.ts';
import { people } from './people.ts';
import { problem } from './problem.ts';
import { publishing } from './publishing.ts';
import { record } from './record.ts';
import { refusal } from './refusal.ts';
import { errorWord, feedback, fieldHelp, finding, findingWhy, proposal, review } from './review.ts';
import { revision } from './revision.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { signIn } from './sign-in.ts';
import { split } from './split.ts';
import { start } from './start.ts';
import { transfer } from './transfer.ts';
import { workbook } from './workbook.ts';

export const messages = {
  change,
  cli,
  compare,
  condition,
  conditionEditor,
  console,
  designParts,
  designer,
  fieldType,
  form,
  impact,
  importing,
  keyword,
  kit,
  list,
  optionColor,
  optionUse,
  people,
  problem: { ...problem, ...refusal, ...foreign, ...publishing },
  record,
  review,
  finding,
  findingWhy,
  proposal,
  errorWord,
  fieldHelp,
  feedback,
  revision,
  settings,
  shell,
  signIn,
  split,
  start,
  transfer,
  viewPlace,
  workbook,
};
