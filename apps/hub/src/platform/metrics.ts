import type { RequestListener } from 'node:http';
import { collectDefaultMetrics, register } from 'prom-client';

collectDefaultMetrics({ prefix: 'hubwerk_' });

/** Figures for Prometheus; for this machine only, as they tell how busy the hub is. */
export function metricsHandler(): RequestListener {
  return (request, response) => {
    const near =
      /^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '') && !request.headers['x-forwarded-for'];
    if (!near) return void response.writeHead(404).end();
    response.setHeader('content-type', register.contentType);
    void register.metrics().then((figures) => response.end(figures));
  };
}
