import { Controller } from '@nestjs/common';
import { fileRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles, type Exchange } from '../platform/http/handles.decorator.ts';
import { readUpload } from '../platform/http/upload.ts';
import { FileService } from './file.service.ts';
import { serveFile } from './serve-file.ts';

type Input<R extends keyof typeof fileRoutes> = RouteInput<(typeof fileRoutes)[R]>;

@Controller()
export class FileController {
  constructor(private readonly files: FileService) {}

  @Handles(fileRoutes.uploadFile)
  async upload(_: Input<'uploadFile'>, asker: Asker, { request }: Exchange) {
    const { body, file } = await readUpload(request, fileRoutes.uploadFile);
    return this.files.upload(body, file, asker);
  }

  @Handles(fileRoutes.readFile)
  async read({ params }: Input<'readFile'>, asker: Asker | null, exchange: Exchange) {
    const { file, audience } = await this.files.getVisible(params.file, asker);
    return serveFile(exchange, file, audience, await this.files.readBytes(file));
  }

  @Handles(fileRoutes.readFileWidth)
  async readWidth({ params }: Input<'readFileWidth'>, asker: Asker | null, exchange: Exchange) {
    const { file, audience } = await this.files.getVisible(params.file, asker);
    return serveFile(exchange, file, audience, await this.files.readBytes(file, Number(params.width)));
  }

  @Handles(fileRoutes.removeFile)
  remove(input: Input<'removeFile'>, asker: Asker) {
    return this.files.remove(input, asker);
  }
}
