package ai.gatewayz.gateway.record;

import java.util.Arrays;

/** Counts by slots of time, of which the last few are kept. For one thread at a time. */
final class Slots {

  private static final long NEVER = Long.MIN_VALUE;

  private final long millis;
  private final long[] numbers;
  private final int[] answered;
  private final int[] failed;

  /**
   * @param kept how many slots
   * @param millis how long each is
   */
  Slots(int kept, long millis) {
    this.millis = millis;
    numbers = new long[kept];
    answered = new int[kept];
    failed = new int[kept];
    Arrays.fill(numbers, NEVER);
  }

  void add(long at, boolean good) {
    long number = Math.floorDiv(at, millis);
    int place = Math.floorMod(number, numbers.length);
    if (numbers[place] != number) {
      numbers[place] = number;
      answered[place] = 0;
      failed[place] = 0;
    }
    if (good) {
      answered[place]++;
    } else {
      failed[place]++;
    }
  }

  /** Of the last so many slots, the one of this moment among them. */
  Counts last(int many, long now) {
    long current = Math.floorDiv(now, millis);
    int good = 0;
    int bad = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] > current - many && numbers[i] <= current) {
        good += answered[i];
        bad += failed[i];
      }
    }
    return new Counts(good, bad);
  }
}
