import type { Role } from '#core/definition/definition.ts';

export const zone = 'Asia/Shanghai';

export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly team: string;
}

/** A firm of five: two of staff in different teams, a manager, an administrator, and one who has left. */
export const testPeople: readonly TestPerson[] = [
  { id: 'staff1', name: '林晓', role: 'staff', team: 'north' },
  { id: 'staff2', name: '陈一鸣', role: 'staff', team: 'south' },
  { id: 'manager', name: '周明远', role: 'manager', team: 'north' },
  { id: 'admin', name: '管理员', role: 'admin', team: '' },
  { id: 'left', name: '离职员工', role: 'staff', team: 'south' },
];
