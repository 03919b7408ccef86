/** Why a rule gives no dates to work with: no rule, one without COUNT and UNTIL, too many dates, none at all. */
export class RecurrenceProblem extends Error {
  readonly problem: 'unreadable' | 'endless' | 'too_many' | 'never';

  constructor(problem: RecurrenceProblem['problem']) {
    super(problem);
    this.problem = problem;
  }
}
