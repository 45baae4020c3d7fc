import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';
import { problem } from '../core/problem.js';
import { Me, Needs } from '../people/access.decorators.js';
import { seenIn, type Shown } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import { RestrictedViews } from '../people/restricted-views.js';
import { Problems } from '../platform/api-problems.js';
import { Streamed } from '../platform/send-text.js';
import { Listener } from './listener.js';
import { LiveHub, MOST_LINES } from './live-hub.js';
import { Places } from './places.js';

const liveQuery = z.strictObject({
  wait: z
    .enum(['true', 'false'])
    .default('true')
    .meta({ description: 'false: what there is to tell now, and the end.' }),
});
type LiveQuery = z.infer<typeof liveQuery>;

const EXAMPLE = `retry: 2000

id: 1.zL0p4nGmJxkq2mB5nVdYt7w
event: ready
data: {"complete":true}

id: 1.mVq8Wl3tSx0bYc6dKf2hRg9
event: instance
data: {"id":17,"instance":17,"of":"task","plan":"19-kh-bcd","obligation":"R1"}

`;

@ApiTags('live')
@Controller('api/v1/live')
export class LiveController {
  constructor(
    private readonly hub: LiveHub,
    private readonly views: RestrictedViews,
    private readonly places: Places,
  ) {}

  /**
   * What changes, as it happens (server-sent events): ids and kinds of what one may see, never what stands there. `ready`
   * says whether everything was told since `Last-Event-ID`; where not, look at everything anew. The line ends with the session.
   */
  @Get()
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' }, example: EXAMPLE } } })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The id of the last event that was heard: what came after it is told first.',
    example: '1.mVq8Wl3tSx0bYc6dKf2hRg9',
  })
  @Streamed()
  @Problems('too-many-lines')
  @Needs('work.read')
  live(
    @Query({ schema: liveQuery }) { wait }: LiveQuery,
    @Req() request: Request,
    @Res() response: Response,
    @Me() me: Principal,
  ): void {
    const isOnce = wait === 'false' || request.method === 'HEAD';
    // The hub looks for all who listen: what it writes of one of them is of the request that opened their line.
    const inside = AsyncLocalStorage.snapshot();
    const note = (who: Principal, rows: readonly Shown[]): Promise<void> =>
      inside(() => this.views.note(who, { route: 'GET /api/v1/live' }, seenIn(rows)));
    const listener = new Listener(me, response, note, {
      from: this.places.open(request.get('last-event-id'), me.account),
      isOnce,
      seal: (position) => this.places.seal(position, me.account),
    });
    if (!this.hub.join(listener)) throw problem('too-many-lines', { most: MOST_LINES });
    response.once('close', () => this.hub.leave(listener));
  }
}
