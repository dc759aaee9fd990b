package ai.gatewayz.gateway.gzip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {

  /** Of every size around what is deflated at once, of letters and of noise. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 16_383, 16_384, 16_385, 70_000, 1_000_000})
  void segmentsInARowAreOneFile(int size) throws IOException {
    Random random = new Random(size);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      byte[] bytes = new byte[i == 3 ? 0 : size];
      random.nextBytes(bytes);
      if (i % 2 == 0) {
        for (int j = 0; j < bytes.length; j++) {
          bytes[j] = (byte) ('a' + Math.abs(bytes[j] % 3));
        }
      }
      plain.writeBytes(bytes);
      segments.add(Segment.of(bytes));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Gzip gzip = new Gzip(segments);
    gzip.write(file);
    assertEquals(file.size(), gzip.length());
    // It checks the sum and the length at the end.
    assertArrayEquals(
        plain.toByteArray(),
        new GZIPInputStream(new ByteArrayInputStream(file.toByteArray())).readAllBytes());
  }

  @Test
  void sumsOfPartsComeToTheSumOfTheWhole() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(100_000) + 1];
      random.nextBytes(bytes);
      int cut = random.nextInt(bytes.length + 1);
      assertEquals(
          sum(bytes, 0, bytes.length),
          Checksums.joined(
              sum(bytes, 0, cut), sum(bytes, cut, bytes.length - cut), bytes.length - cut));
    }
  }

  private static int sum(byte[] bytes, int from, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  @Test
  void whatIsKnownIsNotCompressedAgainAndTheOldestIsForgotten() {
    byte[] noise = new byte[1_000];
    new Random(2).nextBytes(noise);
    Segments segments = new Segments(3_500);
    Segment first = segments.of(1, () -> noise);
    assertSame(
        first,
        segments.of(
            1,
            () -> {
              throw new AssertionError("it is known");
            }));
    segments.of(2, () -> noise);
    segments.of(3, () -> noise);
    assertSame(first, segments.of(1, () -> noise));
    segments.of(4, () -> noise);
    assertTrue(segments.bytes() <= 3_500, "bytes " + segments.bytes());
    assertSame(first, segments.of(1, () -> noise), "it was asked for lately");
    boolean[] made = new boolean[1];
    segments.of(
        2,
        () -> {
          made[0] = true;
          return noise;
        });
    assertTrue(made[0], "the one that nobody asked for was forgotten");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "gzip, deflate, br, zstd|true",
        "br;q=1.0, GZIP;q=0.5|true",
        "*|true",
        "x-gzip|true",
        "identity|false",
        "gzip;q=0|false",
        "gzip;q=0.000, *|false",
        "br|false",
        "''|false"
      })
  void whatACallerTakes(String header, boolean gzip) {
    assertEquals(gzip, Gzip.isAccepted(header));
  }

  @Test
  void whoSaysNothingTakesNone() {
    assertFalse(Gzip.isAccepted(null));
  }
}
