import type { NestApplicationOptions } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { createServer, type RequestListener } from 'node:http';
import type { LimitSettings } from './limit-settings.js';
import { DEAR_TIMES } from './time-limit.interceptor.js';

/** Node's own limit, said here: request line and headers together. */
const LARGEST_HEAD = 16_384;
/** Longer than a proxy keeps a line that nobody uses, or it would send a request into one that we are hanging up. */
const KEPT_OPEN = 75_000;

/**
 * How long the server waits for others. Whoever sends byte by byte is hung up on; so is whoever does not read an answer, and
 * everybody beyond so many at once.
 */
export class PatientAdapter extends ExpressAdapter {
  constructor(private readonly limits: Pick<LimitSettings, 'requestSeconds' | 'receiveSeconds' | 'mostConnections'>) {
    super();
  }

  override initHttpServer(options: NestApplicationOptions): void {
    super.initHttpServer(options);
    const { requestSeconds, receiveSeconds, mostConnections } = this.limits;
    const receiveTimeout = receiveSeconds * 1000;
    // What is no attachment has less: it is hung up on by `inTime`.
    const requestTimeout = receiveTimeout * DEAR_TIMES;
    const server = createServer(
      {
        requestTimeout,
        headersTimeout: receiveTimeout / 4,
        connectionsCheckingInterval: Math.min(5_000, receiveTimeout / 8),
        keepAliveTimeout: KEPT_OPEN,
        maxHeaderSize: LARGEST_HEAD,
      },
      this.getInstance<RequestListener>(),
    );
    server.maxConnections = mostConnections;
    // Nothing goes either way for longer than anything takes: nobody reads what was written.
    server.timeout = requestTimeout + requestSeconds * 1000 * DEAR_TIMES;
    this.httpServer = server;
  }
}
