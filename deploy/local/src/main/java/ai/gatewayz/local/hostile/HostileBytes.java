package ai.gatewayz.local.hostile;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages bytes without regard to what they say. */
final class HostileBytes {

  private static final String SIGNS = "{}[]:,\"\\0-9.eE";

  private HostileBytes() {}

  static byte[] mutate(byte[] bytes, SplittableRandom random) {
    byte[] mutated = bytes.clone();
    for (int i = random.nextInt(4); i >= 0 && mutated.length > 0; i--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(5)) {
        case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutated[at] = (byte) random.nextInt(256);
        case 2 -> mutated = Arrays.copyOf(mutated, at);
        case 3 -> mutated = repeat(mutated, at, Math.min(mutated.length, at + random.nextInt(40)));
        default -> mutated[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
      }
    }
    return mutated;
  }

  private static byte[] repeat(byte[] bytes, int from, int to) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + to - from);
    System.arraycopy(bytes, from, longer, to, bytes.length - from);
    return longer;
  }
}
