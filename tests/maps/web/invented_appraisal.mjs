// The appraisal of the invented report: townships, who bears a plan, the procedure of its closures.
const source = (row) => ({ document: row('国办发〔2018〕27号（转载）', 'Guobanfa [2018] No. 27, secondary copy'), date: '2018', certainty: 'secondary' });

export function appraisalWords(row) {
  const none = row('', '');
  return {
    columns: [
      { key: 'within_lines.lower_primary', name: row('1—3年级在界线内的比例', 'Grades 1-3 within the lines'), unit: row('%', '%'), decimals: 1, better: 'more', adds_up: false },
      { key: 'displaced', name: row('转学学生', 'Pupils who change school'), unit: row('人', 'pupils'), decimals: 0, better: 'less', adds_up: true },
      { key: 'schools', name: row('学校', 'Schools'), unit: none, decimals: 0, better: 'neither', adds_up: true },
    ],
    score: {
      name: row('学区考核（示例权重）', 'Township score (example weights)'), source: { ...source(row), certainty: 'assumption' },
      parts: [{ key: 'within_lines.lower_primary', weight: 100, full_at: 100, zero_at: 60 }],
      marks: [{ key: 'within_lines.lower_primary', amber_at: 80, red_at: 60 }],
    },
    lines: [{ code: 'lower_30_minutes', name: row('1—3年级途中超过30分钟', 'Grades 1-3: more than 30 minutes'), severity: 'serious', source: source(row) }],
    risks: [
      { name: row('女生', 'Girls'), most: 0, finding: row('女生更明显', 'more so for girls'), source: source(row) },
      { name: row('转学的1—3年级学生（人）', 'Pupils of grades 1-3 who change school'), most: 0, finding: row('中途转学受损', 'harmful midway'), source: source(row) },
    ],
    steps: [
      { name: row('1—3年级学生途中不超过30分钟', 'Grades 1-3 within 30 minutes'), must_keep: true, forbids: false, mandatory: true, stated: false, source: source(row) },
      { name: row('听证会', 'Hearing'), must_keep: false, forbids: false, mandatory: false, stated: true, source: source(row) },
    ],
  };
}

/** Of a scenario: the first closure fails what must be kept, the others are open. */
export function appraisalOf(ground, closures, displaced, row) {
  const share = (township) => 55 + ((township * 7) % 40);
  const mark = (value) => (value <= 60 ? 'red' : value <= 80 ? 'amber' : 'none');
  const unequal = { pupils: 50000, unknown: 4, gini: 0.44, palma: 2.4, theil: 0.32, within: 0.3, between: 0.02 };
  const bearer = (group, zh, en, reported) => ({
    group, name: row(zh, en), remark: reported ? row('', '') : row('县里数据未报', 'not reported'), reported, pupils: 1200, displaced, riders: 3,
    before_metres: 800, after_metres: 3100, before_minutes: 13, after_minutes: 22, over_before: 40, over_after: 38,
  });
  return {
    ledger: { townships: ground.townships.map((_, t) => [share(t), t, 9]), county: [74, displaced, 9 * ground.townships.length] },
    scores: ground.townships.map((_, t) => ({
      score: t === 3 ? null : (share(t) - 60) * 2.5, rank: t === 3 ? null : t + 1, known_weight: t === 3 ? 0 : 100, mark: mark(share(t)), parts: [null],
      causes: mark(share(t)) === 'none' ? [] : [{ mark: 0, level: mark(share(t)), value: share(t) }],
    })),
    lines: [[[30000, 6000, 6], null, null]],
    bearers: [bearer('band', '1—3年级', 'Grades 1-3', true), bearer('special', '残疾学生', 'Disabled pupils', false), bearer('township', '某镇', 'A township', true), bearer('decile', '第1个十分位', 'tenth 1', true)],
    changes: closures.length > 0 ? [[4, 60, 12, 0, 12, 1, 11, 900, 1500, 15, 18, 0, 2]] : [],
    distance: [unequal, unequal], time: [unequal, unequal],
    risks: [{ rule: 0, value: null, holds: null, pupils: 0, unknown: displaced }, { rule: 1, value: displaced, holds: displaced > 0, pupils: displaced, unknown: 0 }],
    effects: effectsOf(closures, displaced),
    procedure: closures.map((_, closure) => ({
      closure, verdict: closure === 0 ? 'not_permissible' : 'open', must_keep: closure === 0 ? 'failed' : 'passed',
      keeping: row('各方按今天支出', 'everybody pays as today'), closing: row('与保留相比一年：县2910元', 'against keeping, a year: county 2910 yuan'),
      steps: [
        { item: 0, state: closure === 0 ? 'failed' : 'passed', figures: row('最长 34 分钟', 'the longest 34 minutes') },
        { item: 1, state: 'open', figures: row('方案文件未写明', 'not stated in the scenario') },
      ],
    })),
  };
}

/** Who changes school, and one school that takes them: its rooms are told, its classes are not. */
function effectsOf(closures, displaced) {
  const part = (metres) => ({ pupils: displaced, unreachable: 0, riders: 0, over_limit: 0, by_distance: [0, 0, 0, 0, 0, 0, 0, displaced], by_time: [displaced - 1, 0, 0, 0, 0], mean_metres: metres, median_metres: metres, p90_metres: 2 * metres, max_metres: 3 * metres, mean_minutes: 15, median_minutes: 14, p90_minutes: 28, max_minutes: 30, detour: 1.2 });
  const load = (pupils) => ({ pupils, needed: 8, missing: 0, largest: null, over: null, large: null, very_large: null });
  if (closures.length === 0) return { villages: [], travel: [], receivers: [], enrolment: [90, 100, 110], buses: [[0, 0, 0], [0, 0, 0], [0, 0, 0]], small_schools: [] };
  return {
    villages: [[4, closures[0].school, [displaced, 0, 0, 0, 0, 0, 0, 0, 0]]],
    travel: [null, 0, 1, 2].map((band) => ({ band, before: part(900), after: part(1500) })),
    receivers: [{ school: closures[0].receivers[0]?.[0] ?? 0, received: displaced, rooms_today: 12, rooms: 12, seats: 540, today: load(270), after: [load(261), load(290), load(319)] }],
    enrolment: [90, 100, 110], buses: [[27, 0, 0], [30, 0, 0], [33, 2, 1]], small_schools: [[closures[0].school, 20, 0]],
  };
}
