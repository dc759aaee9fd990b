package ai.gatewayz.gateway.gzip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/** Segments in a row, as one gzip file. */
public final class Gzip {

  /** Magic, deflate, no flags, no time, no hints, no system. */
  private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /** The last block, with nothing in it. */
  private static final byte[] END = {3, 0};

  private static final int SUMS = 8;

  private final List<Segment> segments;

  public Gzip(List<Segment> segments) {
    this.segments = List.copyOf(segments);
  }

  /** How many bytes {@link #write} writes. */
  public long length() {
    long length = (long) HEAD.length + END.length + SUMS;
    for (Segment segment : segments) {
      length += segment.deflated().length;
    }
    return length;
  }

  public void write(OutputStream out) throws IOException {
    int checksum = 0;
    long length = 0;
    out.write(HEAD);
    for (Segment segment : segments) {
      out.write(segment.deflated());
      checksum = Checksums.joined(checksum, segment.checksum(), segment.length());
      length += segment.length();
    }
    out.write(END);
    out.write(
        ByteBuffer.allocate(SUMS)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(checksum)
            .putInt((int) length)
            .array());
  }

  /**
   * Whether a caller takes gzip.
   *
   * @param accepted the header {@code Accept-Encoding}; null where there is none
   */
  public static boolean isAccepted(String accepted) {
    if (accepted == null) {
      return false;
    }
    boolean any = false;
    for (String one : accepted.toLowerCase(Locale.ROOT).split(",")) {
      int semicolon = one.indexOf(';');
      String coding = (semicolon < 0 ? one : one.substring(0, semicolon)).strip();
      boolean wanted = semicolon < 0 || !isRefused(one.substring(semicolon + 1).strip());
      if (coding.equals("gzip") || coding.equals("x-gzip")) {
        return wanted;
      }
      any |= coding.equals("*") && wanted;
    }
    return any;
  }

  /** {@code q=0}, however many zeros. */
  private static boolean isRefused(String parameter) {
    return parameter.startsWith("q=")
        && parameter.substring(2).chars().allMatch(letter -> letter == '0' || letter == '.');
  }
}
