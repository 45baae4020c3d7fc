import { Controller, Get, Headers, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { problem, problems, type ProblemCode } from '../core/problem.js';
import { Problems } from './api-problems.js';
import { languageOf } from './language.js';
import { ProblemKind, ProblemKinds } from './problem.dto.js';
import { problemWords } from './words.js';

const codes = Object.keys(problems) as ProblemCode[];

/** Where a problem's `type` leads. */
@ApiTags('problems')
@Controller('api/v1/problems')
export class ProblemsController {
  /** Every problem that this API answers with. */
  @Get()
  @Problems()
  list(@Headers('accept-language') accepted?: string): ProblemKinds {
    return { problems: codes.map((code) => kind(code, accepted)) };
  }

  /** One of them. */
  @Get(':code')
  @Problems('not-found')
  one(@Param('code') code: string, @Headers('accept-language') accepted?: string): ProblemKind {
    const known = codes.find((one) => one === code);
    if (!known) throw problem('not-found');
    return kind(known, accepted);
  }
}

const kind = (code: ProblemCode, accepted: string | undefined): ProblemKind => ({
  code,
  status: problems[code],
  title: problemWords(code, languageOf(accepted)).title,
});
