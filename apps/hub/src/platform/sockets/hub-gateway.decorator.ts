import { applyDecorators, UseFilters, UseInterceptors } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { MessageErrorFilter } from './message-error.filter.ts';
import { MessageInterceptor } from './message.interceptor.ts';

/** A gateway whose messages are validated, in context and always acked. */
export const HubGateway = () =>
  applyDecorators(UseFilters(MessageErrorFilter), UseInterceptors(MessageInterceptor), WebSocketGateway());
