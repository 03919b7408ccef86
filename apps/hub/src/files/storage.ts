import { join } from 'node:path';
import type { FactoryProvider } from '@nestjs/common';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { Environment } from '../platform/environment.ts';
import { ENVIRONMENT } from '../platform/tokens.ts';

/** Where the bytes of files lie: a folder of this machine, or a bucket of an S3 service. */
export const STORAGE = Symbol('storage');

export const storageProvider: FactoryProvider<Promise<Disk>> = {
  provide: STORAGE,
  inject: [ENVIRONMENT],
  useFactory: (environment: Environment) => openStorage(environment),
};

/** For commands, which want nothing of the hub but its files. */
export async function openStorage({
  STORAGE_URL,
  HUB_DATA_DIR,
}: Pick<Environment, 'STORAGE_URL' | 'HUB_DATA_DIR'>): Promise<Disk> {
  if (!STORAGE_URL) return new Disk(new FSDriver({ location: join(HUB_DATA_DIR, 'files'), visibility: 'private' }));
  // Only hubs that use it pay for loading the client.
  const { S3Driver } = await import('flydrive/drivers/s3');
  const url = new URL(STORAGE_URL);
  const driver = new S3Driver({
    credentials: { accessKeyId: decodeURIComponent(url.username), secretAccessKey: decodeURIComponent(url.password) },
    endpoint: `${url.searchParams.get('tls') === 'off' ? 'http' : 'https'}://${url.host}`,
    region: url.searchParams.get('region') ?? 'us-east-1',
    bucket: decodeURIComponent(url.pathname.slice(1)),
    forcePathStyle: true,
    // Few services other than Amazon's know its newer checksums and access lists.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    supportsACL: false,
    visibility: 'private',
  });
  return new Disk(driver);
}
