import { Module } from '@nestjs/common';
import { FileController } from './file.controller.ts';
import { FileRepository } from './file.repository.ts';
import { FileService } from './file.service.ts';
import { storageProvider } from './storage.ts';

@Module({
  controllers: [FileController],
  providers: [FileService, FileRepository, storageProvider],
  exports: [FileService],
})
export class FilesModule {}
