/*
 * The script of pages that are documents: the server's markup stands as it is, and this makes live what only a browser knows
 * or does. It knows that markup by ids and data attributes; decision 0016 says why.
 */
import { takeToast } from '#lib/ui/kept-toast.ts';
import { answerSearch } from './answer-search.ts';
import { answerSignOut } from './answer-sign-out.ts';
import { answerStars } from './answer-stars.ts';
import { fillOwnTimes } from './fill-times.ts';
import { keepTime } from './keep-time.ts';
import { leadBackHere } from './lead-back.ts';
import { followWidth } from './show-layout.ts';
import { showTab } from './show-tab.ts';
import { showToast } from './show-toast.ts';

fillOwnTimes(document);
keepTime();
followWidth();
showTab();
answerStars();
answerSearch();
answerSignOut();
leadBackHere();
const kept = takeToast();
if (kept) showToast(kept);
