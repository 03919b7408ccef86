import type { RouteByKey, RouteCall, RouteResult } from '@hubwerk/contracts';

/** A form as organisers build it. */
export type Form = RouteResult<RouteByKey['GET /api/events/:event/forms/:form']>;
export type FormName = RouteCall<RouteByKey['GET /api/events/:event/forms/:form']>['params']['form'];
export type Question = Form['questions'][number];
export type Choice = Form['choices'][number];

/** A question as it is asked. */
export type AskedQuestion = RouteResult<RouteByKey['GET /api/events/:event/call']>['questions'][number];
/** What was answered to one. */
export type Answer = RouteResult<RouteByKey['GET /api/events/:event/proposals/:proposal']>['answers'][number];
export type AnswerValue = Answer['value'];
/** By question. */
export type Answers = Record<string, AnswerValue>;
