/** Which of PostgreSQL's functions quern leaves out on purpose, and why: one rule a reason. The rest is in scope. */
import type { CatalogFunction } from '../catalog/catalog.js';

interface Rule {
  readonly reason: string;
  /** Matches PostgreSQL's name of the function or the C function. */
  readonly names?: RegExp;
  /** It takes or gives a value of one of these types. */
  readonly types?: readonly string[];
}

/** PostgreSQL's catalog does not say what a function is for; its naming conventions do. The first rule that fits decides. */
const rules: readonly Rule[] = [
  {
    reason: 'writes the format that a server sends to a client',
    names: /^(\w*_send|(bool|bpchar|bytea|char|date|float[48]|int[248]|name|oid|text|unknown|varchar)send)$/,
  },
  {
    reason: 'is a step of an aggregate or of a window frame',
    names:
      /^(in_range\b.*|\w+_(accum|accum_inv|combine|transfn|statefunc|sum)|int8inc\w*|int8dec\w*|int8_avg|float8_(avg|corr|covar|regr|stddev|var)\w*)$/,
  },
  {
    reason: 'supports an index',
    names: /^(bt\w*equalimage|gin_\w+|gist_\w+|\w+_(canonical|subdiff)|ts_match_tt|satisfies_hash_partition)$/,
  },
  {
    reason: 'asks for privileges of a role',
    names: /^(has_\w+_privilege\w*|pg_has_role\w*|row_security_active\w*)$/,
  },
  {
    reason: 'reads statistics of a server',
    names: /^pg_stat_get_\w+$/,
  },
  {
    reason: "reads a server's catalogs",
    names:
      /^(pg_get_\w+|pg_\w+_is_visible|(col|obj|shobj)_description\b.*|format_type|pg_describe_object|pg_indexam_\w+|pg_replication_origin_oid|pg_tablespace_location|to_reg\w+|nameconcatoid|pg_collation_for|pg_column_(compression|size|toast_chunk_id))$/,
  },
  {
    reason: "reads a server's or a session's state",
    names:
      /^(current_(database|schemas?|user|setting)|session_user|system_user|getpgusername|getdatabaseencoding|show_config_by_name\w*|inet_(client|server)_(addr|port)|pg_(backend_pid|client_encoding|conf_load_time|event_trigger_\w+|is_other_temp_schema|my_temp_schema|numa_available|postmaster_start_time|settings_get_flags|trigger_depth|walfile_name|current_xact_id\w*|current_snapshot|snapshot_\w+|visible_in_snapshot)|txid_\w+|version|icu_unicode_version|postgresql_fdw_validator)$/,
  },
  {
    reason: 'fills a row type, of which quern has none',
    names: /^jsonb?_populate_record\w*$/,
  },
  {
    reason: 'takes or gives an enum, which only a schema declares',
    types: ['anyenum'],
  },
  { reason: 'reads XML', names: /^xml_\w+$/ },
];

/** Why the function is out of scope, and undefined when it is in scope. */
export function reasonOutOfScope({ name, func, args, result }: CatalogFunction): string | undefined {
  if (func === null) return 'takes or gives a type that quern leaves out, has an effect, or gives a set';
  const rule = rules.find(
    ({ names, types = [] }) =>
      names?.test(name) === true ||
      names?.test(func) === true ||
      types.some((type) => args.includes(type) || result === type),
  );
  return rule?.reason;
}
