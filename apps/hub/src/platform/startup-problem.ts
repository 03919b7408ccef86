/**
 * Something only the operator can put right (a folder, a URL, a version). Its message is one sentence that says what and
 * how; whoever runs a command prints that sentence without a stack and ends with exit code 1.
 */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem';
}
