// Ids that nobody else makes.

export interface IdSourcePort {
  /** 128 random bits, 26 lower-case alphanumerics: `y`, then base 36; the leading 24 bits are the installation's. */
  clientOrderId(installation: string): string;
  /** A fresh id for a plan, account or group. */
  id(): string;
  /** A fresh installation id: 24 random bits in hexadecimal. */
  installation(): string;
}
