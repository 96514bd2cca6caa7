// Posts, teachers and things that move, for the invented report: one of each under a plan, none today.

export function staffOf(ground, roll, row, isToday) {
  const sumOf = (pupils) => ({ pupils: [pupils, pupils], posts: [pupils / 19, pupils / 19], needed: [pupils / 20, pupils / 20], teachers: [20, 21], lacking: [3, isToday ? 3 : 1.5], spare: [0, 0], not_told: [0, 0] });
  const heads = roll.map((r) => r[0] + r[1]);
  const way = { from: 0, to: 1, stage: 0, metres: 2834 };
  return {
    county: sumOf(heads.reduce((a, b) => a + b, 0)),
    townships: ground.townships.map(() => sumOf(4000)),
    schools: heads.map((pupils, school) => ({ ...sumOf(pupils), school })),
    results: isToday ? [] : [
      { measure: 1, stage: 0, yuan: false, lacking: [9, 4.5], moved: 3, left_out: 0, given_up: 0, within: 3.2e-10, variations: [{ name: row('专任教师', 'full-time teachers'), cv: [0.451, 0.408] }] },
      { measure: 2, stage: null, yuan: false, lacking: [null, null], moved: 500, left_out: 0, given_up: 0, within: 3.2e-10, variations: [{ name: row('图书', 'books'), cv: [0.438, null] }] },
    ],
    moves: isToday ? [] : [{ ...way, teachers: 3, of: [[row('高于规定学历教师', 'teachers above the required degree'), 2]], from_teachers: [26, 23], to_teachers: [16, 19], from_pupils: 400, to_pupils: 500 }],
    visits: isToday ? [] : [{ ...way, days: 3, teachers: 1, allowance: 4560, travel: 0 }],
    transfers: isToday ? [] : [{ ...way, name: row('图书', 'books'), yuan: false, amount: 500, from_has: [9000, 8500], to_has: [4000, 4500], from_pupils: 400, to_pupils: 500, from_line: row('无此标准', 'no line'), to_line: row('无此标准', 'no line') }],
  };
}
