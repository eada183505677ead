// Numbers drawn from a seed: the same seed gives the same edits on any machine.
export function drawn(seed) {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n + 20260601n;
  const random = (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 33n) % BigInt(below));
  };
  const pick = (list) => list[random(list.length)];
  // One row [name, weight, …] of a table.
  const row = (table) => {
    let at = random(table.reduce((sum, [, weight]) => sum + weight, 0));
    return table.find(([, weight]) => (at -= weight) < 0);
  };
  return { random, pick, row };
}
