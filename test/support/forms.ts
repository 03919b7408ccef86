import type { questionKinds, RouteByKey, RouteCall } from '@hubwerk/contracts';
import type { TestPerson } from './test-hub.ts';

type NewQuestion = RouteCall<RouteByKey['POST /api/events/:event/forms/:form/questions']>['body'];

/** Asks one more question, labelled with its kind where nothing else is said. */
export const ask = (
  organiser: TestPerson,
  at: { event: string; form: 'proposals' | 'registration' },
  { kind, ...more }: Partial<NewQuestion> & { kind: (typeof questionKinds)[number] },
) =>
  organiser.hub.call('POST /api/events/:event/forms/:form/questions', {
    params: at,
    body: { kind, label: { de: kind }, ...more },
  });
