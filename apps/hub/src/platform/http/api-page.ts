import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from './open-api.ts';

/** The API for people to read and try, at `/api/docs`. */
export function serveApiPage(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument() as OpenAPIObject, {
    customSiteTitle: 'Hubwerk API',
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, next) => {
      // The page brings its styles inline; its scripts are files of its own.
      if (request.url.startsWith('/api/docs')) {
        void reply.header(
          'content-security-policy',
          "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
        );
      } else {
        void reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
      }
      next();
    });
}
