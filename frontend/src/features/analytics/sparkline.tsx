/** How a figure moved, without axis or words: the number beside it says what matters. */
export function Sparkline({ values }: { values: ReadonlyArray<number | undefined> }) {
  const known = values.filter((value) => value !== undefined);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const spread = high - low || 1;
  const points = values.flatMap((value, index) =>
    value === undefined ? [] : [`${(100 * index) / Math.max(values.length - 1, 1)},${22 - (20 * (value - low)) / spread}`],
  );
  return (
    <svg aria-hidden viewBox="0 0 100 24" preserveAspectRatio="none" className="h-6 w-full text-info rtl:-scale-x-100">
      {points.length > 1 && (
        <polyline points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      )}
    </svg>
  );
}
