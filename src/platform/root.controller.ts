import { Controller, Get, Query, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { problems } from '../core/problem.js';
import { Open } from './open.decorator.js';
import { PROBLEMS_PATH } from './problem.filter.js';

/** Until the web application stands here, the address leads to the API's pages; `?error=` to what is to be said of it. */
@ApiExcludeController()
@Open()
@Controller()
export class RootController {
  @Get()
  @Redirect('/api/docs', 302)
  root(@Query('error') error?: unknown): { readonly url: string } {
    const isKnown = typeof error === 'string' && Object.hasOwn(problems, error);
    return { url: isKnown ? `${PROBLEMS_PATH}/${error}` : '/api/docs' };
  }
}
