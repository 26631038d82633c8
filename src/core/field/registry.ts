import type { FieldTypeName } from '#core/definition/definition.ts';
import { choice } from '#core/field/choice.ts';
import type { FieldType } from '#core/field/contract.ts';
import { date } from '#core/field/date.ts';
import { datetime } from '#core/field/datetime.ts';
import { email } from '#core/field/email.ts';
import { idNumber } from '#core/field/id-number.ts';
import { longText } from '#core/field/long-text.ts';
import { member } from '#core/field/member.ts';
import { money } from '#core/field/money.ts';
import { multiChoice } from '#core/field/multi-choice.ts';
import { number } from '#core/field/number.ts';
import { percent } from '#core/field/percent.ts';
import { phone } from '#core/field/phone.ts';
import { region } from '#core/field/region.ts';
import { serial } from '#core/field/serial.ts';
import { text } from '#core/field/text.ts';
import { url } from '#core/field/url.ts';
import { yesNo } from '#core/field/yes-no.ts';

/** Every field type, one line each; the compiler asks for a new one by itself. */
export const fieldTypes: Readonly<Record<FieldTypeName, FieldType>> = {
  text,
  'long-text': longText,
  number,
  money,
  percent,
  date,
  datetime,
  choice,
  'multi-choice': multiChoice,
  'yes-no': yesNo,
  phone,
  email,
  url,
  member,
  serial,
  region,
  'id-number': idNumber,
};
