import { Controller } from '@nestjs/common';
import { seriesRoutes, type RouteInput } from '@hubwerk/contracts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { SeriesService } from './series.service.ts';

type Input<R extends keyof typeof seriesRoutes> = RouteInput<(typeof seriesRoutes)[R]>;

@Controller()
export class SeriesController {
  constructor(private readonly series: SeriesService) {}

  @Handles(seriesRoutes.readSeries)
  read(input: Input<'readSeries'>) {
    return this.series.read(input);
  }

  @Handles(seriesRoutes.previewSeries)
  preview(input: Input<'previewSeries'>) {
    return this.series.preview(input);
  }

  @Handles(seriesRoutes.createSeries)
  create(input: Input<'createSeries'>) {
    return this.series.create(input);
  }

  @Handles(seriesRoutes.previewSeriesChange)
  previewChange(input: Input<'previewSeriesChange'>) {
    return this.series.previewChange(input);
  }

  @Handles(seriesRoutes.changeSeries)
  change(input: Input<'changeSeries'>) {
    return this.series.change(input);
  }
}
