import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { problem, problems, type ProblemCode } from '../core/problem.js';
import { Problems } from './api-problems.js';
import { SpokenLanguage } from './asked.decorators.js';
import type { Language } from './language.js';
import { pageAmong } from './list-query.js';
import { ProblemKind, ProblemKinds, problemParam, problemsQuery, type ProblemsQuery } from './problem.dto.js';
import { problemWords } from './words.js';
import { Open } from './open.decorator.js';

const codes = Object.keys(problems) as ProblemCode[];

/** Where a problem's `type` leads. */
@ApiTags('problems')
@Controller('api/v1/problems')
export class ProblemsController {
  /** Every problem that this API answers with. */
  @Get()
  @Problems()
  @Open()
  list(@Query({ schema: problemsQuery }) query: ProblemsQuery, @SpokenLanguage() language: Language): ProblemKinds {
    const all = codes.map((code) => kind(code, language));
    return pageAmong(all, query, ({ code }) => code);
  }

  /** One of them. */
  @Get(':code')
  @Problems('not-found')
  @Open()
  one(@Param('code', { schema: problemParam }) code: string, @SpokenLanguage() language: Language): ProblemKind {
    const known = codes.find((one) => one === code);
    if (!known) throw problem('not-found', { asked: code });
    return kind(known, language);
  }
}

const kind = (code: ProblemCode, language: Language): ProblemKind => ({
  code,
  status: problems[code],
  title: problemWords(code, language).title,
});
