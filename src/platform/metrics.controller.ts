import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Registry } from 'prom-client';
import { problem } from '../core/problem.js';
import type { Config } from './config.js';
import { Open } from './open.decorator.js';
import { CONFIG } from './tokens.js';

/** For whoever has METRICS_TOKEN. Without one a sandbox shows it to everybody, and production to nobody. */
@ApiExcludeController()
@Open()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly registry: Registry,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async metrics(@Headers('authorization') given: string | undefined, @Res() response: Response): Promise<void> {
    this.mayLook(given);
    const text = await this.registry.metrics();
    response.set('Content-Type', this.registry.contentType).send(text);
  }

  private mayLook(given: string | undefined): void {
    const { metricsToken, clock } = this.config;
    if (metricsToken === undefined) {
      if (clock === 'system') throw problem('not-found');
      return;
    }
    if (!isSame(given ?? '', `Bearer ${metricsToken}`)) throw problem('not-signed-in');
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** How long it takes tells nothing of how much was right. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
