import { expect, test } from 'vitest';
import { tallyTests } from './test-tally.mjs';

const file = (status, ...tests) => ({ status, assertionResults: tests.map((one) => ({ status: one })) });
const report = (numPassedTests, numFailedTests, ...testResults) => ({
  numPassedTests,
  numFailedTests,
  numPendingTests: testResults.flatMap((one) => one.assertionResults).filter((one) => one.status === 'skipped').length,
  testResults,
});

test('a run in which all passed', () => {
  expect(tallyTests(report(2, 0, file('passed', 'passed', 'passed')), 0)).toEqual({
    passed: 2,
    failed: 0,
    skipped: 0,
    exitCode: 0,
  });
});

test('a failed test fails the run, once', () => {
  expect(tallyTests(report(1, 1, file('failed', 'passed', 'failed')), 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    exitCode: 1,
  });
});

test('what was skipped fails nothing, and is counted', () => {
  expect(tallyTests(report(1, 0, file('passed', 'passed', 'skipped'), file('skipped', 'skipped')), 0)).toEqual({
    passed: 1,
    failed: 0,
    skipped: 2,
    exitCode: 0,
  });
});

test('a file that could not be loaded is a failure', () => {
  expect(tallyTests(report(1, 0, file('passed', 'passed'), file('failed')), 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    exitCode: 1,
  });
});

test('an error outside every test is a failure although all tests passed', () => {
  expect(tallyTests(report(1, 0, file('passed', 'passed')), 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    exitCode: 1,
  });
});

test('a run without tests is a failure', () => {
  expect(tallyTests(report(0, 0), 0)).toEqual({ passed: 0, failed: 1, skipped: 0, exitCode: 1 });
});

test('a run that left no report is a failure', () => {
  expect(tallyTests(undefined, 137)).toEqual({ passed: 0, failed: 1, skipped: 0, exitCode: 1 });
});
