import { Module } from '@nestjs/common';
import { DemoController } from './demo.controller.ts';
import { DemoRepository } from './demo.repository.ts';
import { DemoService } from './demo.service.ts';

@Module({ controllers: [DemoController], providers: [DemoService, DemoRepository] })
export class DemoModule {}
