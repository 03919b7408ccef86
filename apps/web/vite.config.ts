import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';

// The workspace's libraries are read from their sources, so a build of the client needs no build of them first.
const source = '@hubwerk/source';

// What is loaded together anyway: by every page, by every page of an event. Left alone these would be some
// thirty files of a few hundred bytes, which pack badly.
const together = {
  page: /src\/lib\/(shell\/|hub\.|messages\/(messages|translate)\.|ui\/(Toasts?|kept-toast|Menu|Avatar|toasts|refusal|Button|PageHeader)\.)|src\/routes\/\+(layout|error)|contracts\/src\/language|preload-helper|rolldown.runtime/,
  event:
    /src\/lib\/(events\/(EventHeader|EventTabs|event-tabs)|ui\/(time|Time|Badge|OwnTime|LiveBadge|Breadcrumbs|TabLinks|EmptyState)\.)|src\/routes\/events\/\[event\]\/\+layout/,
};

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ precompress: true }),
      compilerOptions: { runes: true },
      csp: {
        // Hashes, not nonces: public pages are kept as bytes, and a nonce would repeat with them.
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one style attribute there is: SvelteKit's own announcer of navigations, which hides itself with it.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:', 'blob:'],
          'media-src': ['self', 'blob:'],
          'connect-src': ['self'],
          'worker-src': ['self', 'blob:'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
      paths: { relative: false },
      // Which page an address leads to is asked when it is needed: the list of all pages, which every first view would
      // carry, grows with the hub.
      router: { resolution: 'server' },
    }),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          preserveEntrySignatures: 'allow-extension',
          output: {
            codeSplitting: {
              groups: Object.entries(together).map(([name, test]) => ({
                name,
                test,
                includeDependenciesRecursively: false,
              })),
            },
          },
        },
      },
    },
  },
  // Scripts of their own (`?worker&url`): of documents, and of other sites that show a schedule.
  worker: { format: 'es' },
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: {
    noExternal: [/^@hubwerk\//],
    resolve: { conditions: [source, ...defaultServerConditions] },
  },
});
