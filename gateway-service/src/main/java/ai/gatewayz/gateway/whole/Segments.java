package ai.gatewayz.gateway.whole;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes that grow without being copied, but for the first few. */
final class Segments {

  private static final int LEAST = 64;
  private static final int MOST = 256 * 1024;

  private final List<byte[]> full = new ArrayList<>(0);
  private byte[] last = new byte[LEAST];
  private int used;

  void add(char ascii) {
    if (used == last.length) {
      grow();
    }
    last[used++] = (byte) ascii;
  }

  void add(byte[] bytes) {
    add(bytes, 0, bytes.length);
  }

  void add(byte[] bytes, int start, int length) {
    int from = start;
    int left = length;
    while (left > 0) {
      if (used == last.length) {
        grow();
      }
      int some = Math.min(left, last.length - used);
      System.arraycopy(bytes, from, last, used, some);
      used += some;
      from += some;
      left -= some;
    }
  }

  void add(Segments other) {
    other.full.forEach(this::add);
    add(other.last, 0, other.used);
  }

  private void grow() {
    if (last.length < MOST) {
      last = Arrays.copyOf(last, 2 * last.length);
    } else {
      full.add(last);
      last = new byte[MOST];
      used = 0;
    }
  }

  /** All of them, which stay where they are. */
  ByteBuf bytes() {
    byte[][] all = full.toArray(new byte[full.size() + 1][]);
    all[full.size()] = last;
    return Unpooled.wrappedBuffer(all.length, wrapped(all)).writerIndex(full.size() * MOST + used);
  }

  private static ByteBuf[] wrapped(byte[][] all) {
    return Arrays.stream(all).map(Unpooled::wrappedBuffer).toArray(ByteBuf[]::new);
  }
}
