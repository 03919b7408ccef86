import MarkdownIt from 'markdown-it';
import sanitize from 'sanitize-html';
import type { Translated } from '@hubwerk/contracts/language';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
const looksLikeHtml = /<\/?(p|br|a|ul|ol|li|em|strong|b|i|h[1-6]|div|span|blockquote|pre|code)\b[^>]*>/i;

const options: sanitize.IOptions = {
  allowedTags: [
    'p',
    'br',
    'a',
    'ul',
    'ol',
    'li',
    'em',
    'strong',
    'b',
    'i',
    'code',
    'pre',
    'blockquote',
    'h3',
    'h4',
    'hr',
  ],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    // The page has its own headings above these.
    h1: 'h3',
    h2: 'h3',
    h5: 'h4',
    h6: 'h4',
    a: sanitize.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }),
  },
};

/** Markdown or HTML as people and files write it, as HTML that is safe on the hub's pages: no scripts, styles, images or frames. */
function safeHtml(text: string): string {
  const html = looksLikeHtml.test(text) ? text : markdown.render(text);
  return sanitize(html, options).trim();
}

/** The same in each language there is; what is empty is left out. */
export function safeHtmlOf(text: Translated): Translated {
  return Object.fromEntries(
    Object.entries(text).flatMap(([language, value]) => {
      const html = value ? safeHtml(value) : '';
      return html ? [[language, html]] : [];
    }),
  );
}
