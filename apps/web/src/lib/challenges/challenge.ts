import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

type Answer<K extends keyof RouteByKey> = RouteResult<RouteByKey[K]>;

export type ChallengeSummary = Answer<'GET /api/events/:event/challenges'>['items'][number];
export type Challenge = Answer<'GET /api/events/:event/challenges/:challenge'>;
export type Criterion = Challenge['criteria'][number];
/** An application as organisers see it. */
export type ReceivedApplication = Answer<'GET /api/events/:event/challenges/:challenge/applications'>['items'][number];
export type Juror = Answer<'GET /api/events/:event/challenges/:challenge/jury'>['items'][number];
export type Standing = Answer<'GET /api/events/:event/challenges/:challenge/standings'>['items'][number];
export type JudgedPitch = Answer<'GET /api/events/:event/challenges/:challenge/judging'>['pitches'][number];
