import type { StartMessages } from '../zh-CN/start.ts';

export const start = {
  title: 'Get started',
  heading: 'Make the first table',
  headingMore: 'Make a table',
  lead: 'Choose a template, or use the Excel file you have. Fields and options can be changed at any time.',
  stepAdmin: 'Administrator',
  stepTable: 'First table',
  stepPeople: 'Invite people',
  template: 'From a template',
  templateFacts: 'Fields: {fields}, views: {views}',
  templateUse: 'Start with “{title}”',
  excel: 'From Excel',
  excelLead: '.xlsx, .xls or .csv. Headers and types are recognised, and all can be changed.',
  demo: 'See sample data first',
} satisfies StartMessages;
