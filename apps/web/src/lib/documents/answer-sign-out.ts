import { showToast } from './show-toast.ts';
import { tellHub } from './tell-hub.ts';

export function answerSignOut(): void {
  document.querySelector('#sign-out')?.addEventListener('click', () => {
    tellHub('POST', '/api/sign-out').then(
      () => location.reload(),
      (refused: Error) => showToast(refused.message),
    );
  });
}
