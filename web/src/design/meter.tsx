/** Parts of a whole, in the same unit; a share is drawn in thousandths of it. */
export interface MeterProps {
  part: number;
  whole: number;
  /** Where the line is that is to be reached. */
  line?: number;
  /** The same in words, for those who do not see it. */
  label: string;
}

/** A bar drawn to scale, with the line that has to be reached. */
export function Meter({ part, whole, line, label }: MeterProps) {
  const at = (value: number) => (whole === 0 ? 0 : (value / whole) * 1000);
  return (
    <svg class="meter" viewBox="0 0 1000 60" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect class="whole" x="0" y="10" width="1000" height="40" />
      <rect class="part" x="0" y="10" width={at(part)} height="40" />
      {line !== undefined && (
        <line class="line" x1={at(line)} x2={at(line)} y1="0" y2="60" vector-effect="non-scaling-stroke" />
      )}
    </svg>
  );
}
