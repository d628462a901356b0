import { css } from 'lit';

/** What is shown in print only: black on white, under a head with a title and what it is of. */
export const paperStyles = css`
  :host { display: none; }
  @media print {
    :host { display: block; color: #000; background: #fff; font-size: 10pt; line-height: 1.45; }
    header { display: flex; justify-content: space-between; align-items: baseline; gap: 6mm; border-bottom: 1.5pt solid #000; padding-bottom: 4pt; margin-bottom: 8pt; }
  }
`;
