import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { HealthChecks, type HealthKind } from './health-checks.js';
import { Open } from './open.decorator.js';

@ApiExcludeController()
@Open()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthChecks) {}

  @Get('live')
  live(@Res() response: Response) {
    return this.answer('live', response);
  }

  @Get('ready')
  ready(@Res() response: Response) {
    return this.answer('ready', response);
  }

  private async answer(kind: HealthKind, response: Response): Promise<void> {
    const report = await this.health.report(kind);
    response
      .status(report.status === 'failing' || report.status === 'preparing' ? 503 : 200)
      .set('Cache-Control', 'no-store')
      .json(report);
  }
}
