import { meetingRoutes } from './meetings.ts';
import { agendaRoutes } from './agenda.ts';
import { callRoutes } from './calls.ts';
import { challengeJudgingRoutes } from './challenge-judging.ts';
import { challengeRoutes } from './challenges.ts';
import { conversationRoutes } from './conversations.ts';
import { demoRoutes } from './demo.ts';
import { eventRoutes } from './events.ts';
import { fileRoutes } from './files.ts';
import { formRoutes } from './forms.ts';
import { contactRoutes } from './fair-contacts.ts';
import { fairRoutes } from './fair.ts';
import { identityRoutes } from './identity.ts';
import { legalRoutes } from './legal.ts';
import { liveRoutes } from './live.ts';
import { insightRoutes } from './insights.ts';
import { mailReviewRoutes } from './mail-review.ts';
import { notificationRoutes } from './notifications.ts';
import { organisationRoutes } from './organisations.ts';
import { placementProposalRoutes } from './placement-proposals.ts';
import { programmeDraftRoutes } from './programme-draft.ts';
import { programmeExportRoutes } from './programme-exports.ts';
import { programmeReleaseRoutes } from './programme-releases.ts';
import { programmeRoutes } from './programme.ts';
import { registrationDeskRoutes } from './registration-desk.ts';
import { proposalReviewRoutes } from './proposal-reviews.ts';
import { proposalRoutes } from './proposals.ts';
import { registrationRoutes } from './registration.ts';
import { seriesRoutes } from './series.ts';
import { sessionSignupRoutes } from './session-signups.ts';
import { systemRoutes } from './system.ts';

/** Every route of the hub, by feature. */
export const routes = {
  ...systemRoutes,
  ...demoRoutes,
  ...meetingRoutes,
  ...identityRoutes,
  ...organisationRoutes,
  ...fileRoutes,
  ...conversationRoutes,
  ...eventRoutes,
  ...formRoutes,
  ...seriesRoutes,
  ...fairRoutes,
  ...contactRoutes,
  ...programmeRoutes,
  ...programmeDraftRoutes,
  ...placementProposalRoutes,
  ...programmeReleaseRoutes,
  ...programmeExportRoutes,
  ...registrationRoutes,
  ...registrationDeskRoutes,
  ...callRoutes,
  ...proposalRoutes,
  ...proposalReviewRoutes,
  ...sessionSignupRoutes,
  ...legalRoutes,
  ...liveRoutes,
  ...challengeRoutes,
  ...challengeJudgingRoutes,
  ...agendaRoutes,
  ...notificationRoutes,
  ...mailReviewRoutes,
  ...insightRoutes,
};

type AnyRoute = (typeof routes)[keyof typeof routes];

/** The routes by their key, for typed calls: `RouteByKey['POST /api/sign-in']`. */
export type RouteByKey = { [R in AnyRoute as R['key']]: R };
