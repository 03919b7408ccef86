// The boundaries of docs/architecture.md as rules. Each is proved by a fixture in test/architecture that breaks it.

/** Features of the hub, lowest first: a feature may import those below it, news goes up by announcements. */
const layers = [
  ['identity', 'organisations', 'files', 'conversations'],
  ['events', 'forms', 'occupancy'],
  ['programme', 'registration', 'series'],
  ['media', 'placement'],
  ['live', 'fair', 'meetings', 'challenges', 'proposals', 'matchmaking', 'session-signups'],
  ['agenda'],
  ['notifications', 'insights'],
  ['demo'],
];
const features = layers.flat();
const hub = '^apps/hub/src';
const feature = (names) => `${hub}/(${names.join('|')})/`;
const error = (name, comment, rule) => ({ name, comment, severity: 'error', ...rule });

/** Each is the one door to a table of its own, in the transactions of others; the sign-in library brings its own SQL. */
const onlyDoors = `${hub}/(identity/auth|platform/(audit|outbox|mail-batches|settings|http/idempotency))\\.ts$`;

/** A lower feature must not import a higher one, whatever the file. */
const downwards = layers.slice(0, -1).map((layer, index) =>
  error(
    `only-downwards-from-${layer[0]}`,
    'Imports between features go one way; the other way news goes by announcements, which those above import and hear.',
    {
      from: { path: feature(layer) },
      to: { path: feature(layers.slice(index + 1).flat()) },
    },
  ),
);

/** What others may import of a feature. */
const doors = '\\.(service|announcements|module)\\.ts$';

const closed = features.map((name) =>
  error(
    `${name}-is-entered-by-its-doors`,
    'A feature is entered through its services, announcements and module only.',
    {
      from: { path: `${hub}/`, pathNot: `${hub}/${name}/|/(hub|cli)[^/]*\\.ts$` },
      to: { path: `${hub}/${name}/`, pathNot: doors },
    },
  ),
);

module.exports = {
  forbidden: [
    error('no-cycles', 'Import cycles crash Nest in ESM, even with forwardRef.', {
      from: { path: '^(apps|libs)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    }),
    error('contracts-is-a-leaf', 'Contracts know nobody.', {
      from: { path: '^libs/contracts/src/' },
      to: { path: '^(apps|libs)/', pathNot: '^libs/contracts/' },
    }),
    error('libs-know-no-app', 'Libraries are used by apps, never the other way.', {
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    }),
    error('web-knows-contracts-client-and-pure-libraries', 'The client speaks to the hub over the wire only.', {
      from: { path: '^apps/web/src/' },
      to: { path: '^(apps/hub|libs/media-engine|libs/schedule-format)/' },
    }),
    error(
      'web-takes-types-of-contracts',
      'Pages carry no Zod: of contracts they take types, and what is free of it by a path of its own.',
      {
        from: { path: '^apps/web/src/', pathNot: '\\.spec\\.ts$' },
        to: { path: '^libs/contracts/src/index\\.ts$', dependencyTypesNot: ['type-only'] },
      },
    ),
    error('ui-knows-no-feature', 'Building blocks of pages know no feature.', {
      from: { path: '^apps/web/src/lib/ui/' },
      to: { path: '^apps/web/src/lib/(?!ui/|messages/)' },
    }),
    error('only-media-engine-knows-mediasoup', 'One place speaks to mediasoup.', {
      from: { pathNot: '^libs/media-engine/' },
      to: { path: 'node_modules/mediasoup/' },
    }),
    error('platform-knows-no-feature', 'The platform is used by every feature and knows none.', {
      from: { path: `${hub}/(platform|database)/` },
      to: { path: feature(features) },
    }),
    error('sql-in-repositories', 'Tables are read and written in repositories only.', {
      from: { path: feature([...features, 'system', 'platform']), pathNot: `\\.repository\\.ts$|${onlyDoors}` },
      to: { path: `${hub}/database/tables/` },
    }),
    error('controllers-call-services', 'Controllers and gateways never touch repositories.', {
      from: { path: `${hub}/.*\\.(controller|gateway)\\.ts$` },
      to: { path: '\\.repository\\.ts$' },
    }),
    ...downwards,
    ...closed,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build|\\.svelte-kit)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@hubwerk/source', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
    },
  },
};
