import { Module } from '@nestjs/common';
import { OccupancyRepository } from './occupancy.repository.ts';
import { OccupancyService } from './occupancy.service.ts';

@Module({ providers: [OccupancyRepository, OccupancyService], exports: [OccupancyService] })
export class OccupancyModule {}
