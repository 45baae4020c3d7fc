import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from './open.decorator.js';

/** Until the web application stands here, the address leads to the API's pages. */
@ApiExcludeController()
@Open()
@Controller()
export class RootController {
  @Get()
  @Redirect('/api/docs', 302)
  root(): void {
    // Nothing to say: the answer is where to go.
  }
}
