package ai.gatewayz.gateway.gzip;

/**
 * The CRC-32 of two parts in a row from those of the parts, as zlib finds it: a part that follows
 * multiplies what came before by x to the power of its bits, modulo the polynomial.
 */
final class Checksums {

  private static final int POLYNOMIAL = 0xedb88320;
  private static final int ONE = 0x80000000;
  private static final int X = 0x40000000;
  private static final int BITS_OF_LENGTH = 64;
  private static final int BYTE_IS_TWO_TO_THE = 3;

  /** x to the power of two to the power of the index. */
  private static final int[] POWERS = powers();

  private Checksums() {}

  private static int[] powers() {
    int[] powers = new int[BITS_OF_LENGTH];
    powers[0] = X;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = multiply(powers[i - 1], powers[i - 1]);
    }
    return powers;
  }

  /** The product of two polynomials; the highest bit is the one of the lowest power. */
  private static int multiply(int one, int other) {
    int product = 0;
    int factor = other;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((one & bit) != 0) {
        product ^= factor;
      }
      factor = (factor & 1) == 0 ? factor >>> 1 : factor >>> 1 ^ POLYNOMIAL;
    }
    return product;
  }

  /**
   * @param length of the second part, in bytes
   */
  static int joined(int first, int second, long length) {
    int power = ONE;
    long rest = length;
    for (int i = BYTE_IS_TWO_TO_THE; rest != 0; i++, rest >>>= 1) {
      if ((rest & 1) != 0) {
        power = multiply(POWERS[i % BITS_OF_LENGTH], power);
      }
    }
    return multiply(power, first) ^ second;
  }
}
