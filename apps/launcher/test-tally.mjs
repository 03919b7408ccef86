// What a test run came to, from the report of vitest's JSON reporter.

/**
 * @param {TestReport | undefined} report undefined when vitest left none
 * @param {number} exitCode of vitest
 * @returns {{ passed: number, failed: number, skipped: number, exitCode: number }} a file that could not run counts as one failure, and so
 *   does a run that failed without naming a test or that ran none
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} TestReport
 */
export function tallyTests(report, exitCode) {
  const passed = report?.numPassedTests ?? 0;
  const named = (report?.numFailedTests ?? 0) + (report?.testResults.filter(crashed).length ?? 0);
  const unnamed = named === 0 && (exitCode !== 0 || passed === 0) ? 1 : 0;
  const failed = named + unnamed;
  return { passed, failed, skipped: report?.numPendingTests ?? 0, exitCode: failed > 0 ? 1 : 0 };
}

function crashed({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
}
