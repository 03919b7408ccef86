/** The kinds of question, in the order in which they are offered. */
export const questionKinds = [
  'line',
  'text',
  'yes_no',
  'one_of',
  'several_of',
  'number',
  'date',
  'link',
  'mail',
  'file',
] as const;

/** Whether it is answered from a list. */
export const hasOptions = (kind: string): boolean => kind === 'one_of' || kind === 'several_of';
