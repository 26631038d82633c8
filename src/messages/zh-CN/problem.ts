/** One sentence per problem code; `{param}` is filled from the problem. */
export const problem = {
  unknown: '没通过检查（{code}），请改好再存',
};
export type ProblemMessages = typeof problem;
