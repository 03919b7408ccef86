import { Module } from '@nestjs/common';
import { MediaModule } from '../media/media.module.ts';
import { DemoBroadcast } from './demo-broadcast.ts';
import { DemoController } from './demo.controller.ts';
import { DemoRepository } from './demo.repository.ts';
import { DemoService } from './demo.service.ts';

@Module({
  imports: [MediaModule],
  controllers: [DemoController],
  providers: [DemoService, DemoBroadcast, DemoRepository],
})
export class DemoModule {}
