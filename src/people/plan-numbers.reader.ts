import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { parse } from 'yaml';

/** By which number plans are cited (19-KH/BCĐ): by the version that runs, else by the last that ran. A version never changes, so it is read once. */
@Injectable()
export class PlanNumbers {
  private readonly known = new Map<string, string>();

  constructor(private readonly database: DataSource) {}

  /** A plan that says no number, or never ran, is called by its code. */
  async of(plan: string): Promise<string> {
    const [version]: { id: string }[] = await this.database.query(
      `select id from plan_version where plan = $1 and status <> 'draft' order by active_from desc nulls last limit 1`,
      [plan],
    );
    if (!version) return plan;
    const number = this.known.get(version.id) ?? (await this.read(version.id)) ?? plan;
    this.known.set(version.id, number);
    return number;
  }

  private async read(id: string): Promise<string | undefined> {
    const [file]: { text: string }[] = await this.database.query(
      `select f.value as text from plan_version v, json_each_text(v.files) f where v.id = $1 and f.key ~ '(^|/)plan\\.yaml$'`,
      [id],
    );
    const { number } = file ? (parse(file.text) as { readonly number?: string }) : {};
    return number;
  }
}
