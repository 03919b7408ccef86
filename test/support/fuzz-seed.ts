import * as fc from 'fast-check';

// The same garbage every time, so that a red run is a change's own doing. `FUZZ_SEED=$RANDOM npm test` looks further.
fc.configureGlobal({ seed: Number(process.env['FUZZ_SEED'] ?? 1) });
