import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { SeriesController } from './series.controller.ts';
import { SeriesRepository } from './series.repository.ts';
import { SeriesService } from './series.service.ts';

@Module({
  imports: [EventsModule],
  controllers: [SeriesController],
  providers: [SeriesRepository, SeriesService],
  exports: [SeriesService],
})
export class SeriesModule {}
