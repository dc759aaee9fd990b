package ai.gatewayz.gateway.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a stream as bytes, for one thread. */
public final class Lines implements AutoCloseable {

  private static final int LONGEST = 1 << 22;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;

  public Lines(InputStream in) {
    this.in = in;
  }

  /**
   * The next line without its end; null at the end of the stream.
   *
   * @throws IOException where it is longer than any that is ours
   */
  public byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    while (fill()) {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, from, end - from);
      from = end + 1;
      if (end < to) {
        return line.toByteArray();
      }
      if (line.size() > LONGEST) {
        throw new IOException("a line is longer than " + LONGEST + " bytes");
      }
    }
    return line.size() == 0 ? null : line.toByteArray();
  }

  private boolean fill() throws IOException {
    if (from < to) {
      return true;
    }
    from = 0;
    to = in.read(buffer);
    return to > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
