import { parentPort, workerData } from 'node:worker_threads';
import { readSchedule } from '@hubwerk/schedule-format';
import type { ReadingTask } from './read-in-background.ts';

const { file, zone } = workerData as ReadingTask;
parentPort?.postMessage(readSchedule(file, { zone }));
