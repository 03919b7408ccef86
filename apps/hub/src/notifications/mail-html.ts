import type { Language } from '@hubwerk/contracts/language';
import { htmlText } from '../platform/html-text.ts';

/** An address that is a paragraph of its own is what the mail wants from its reader. */
const ownAddress = /^https?:\/\/\S+$/;

/**
 * A mail's plain text as simple HTML: paragraphs, and an address that stands alone as a button. No pictures, no requests
 * to anywhere, readable in dark and light.
 */
export function mailHtml(mail: { body: string; subject: string; hub: string; language: Language }): string {
  const paragraphs = mail.body
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) =>
      ownAddress.test(paragraph) ? button(paragraph) : `<p>${htmlText(paragraph).replaceAll('\n', '<br>')}</p>`,
    );
  return `<!doctype html>
<html lang="${mail.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${htmlText(mail.subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 'Atkinson Hyperlegible Next',Arial,sans-serif">
<div style="max-width:560px;margin:0 auto">
<p style="font-weight:700;font-size:18px;border-bottom:3px solid #ffc21a;padding-bottom:8px">${htmlText(mail.hub)}</p>
${paragraphs.join('\n')}
</div>
</body>
</html>
`;
}

function button(address: string): string {
  const href = htmlText(address);
  return `<p><a href="${href}" style="display:inline-block;padding:10px 16px;border-radius:4px;background:#ffc21a;color:#16191d;font-weight:700;overflow-wrap:anywhere">${href}</a></p>`;
}
