import type { RequestListener } from 'node:http';
import { collectDefaultMetrics, register } from 'prom-client';
import { isNear } from './http/is-near.ts';

collectDefaultMetrics({ prefix: 'hubwerk_' });

/** Figures for Prometheus; for this machine only, as they tell how busy the hub is. */
export function metricsHandler(): RequestListener {
  return (request, response) => {
    if (!isNear(request)) return void response.writeHead(404).end();
    response.setHeader('content-type', register.contentType);
    void register.metrics().then((figures) => response.end(figures));
  };
}
