package ai.gatewayz.providers.capability;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A picture of {@value #SIDE} by {@value #SIDE} pixels of one colour, as the address that stands in
 * a request. Written by hand: a native executable has no library of pictures.
 */
final class Picture {

  private static final int SIDE = 8;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte BITS = 8;
  private static final byte TRUE_COLOUR = 2;
  private static final int MOST_BYTES = 512;

  private Picture() {}

  static String of(Colour colour) {
    ByteBuffer png = ByteBuffer.allocate(MOST_BYTES);
    png.put(SIGNATURE);
    ByteBuffer head = ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE).put(BITS).put(TRUE_COLOUR);
    chunk(png, "IHDR", head.array());
    chunk(png, "IDAT", deflated(rows(colour.rgb())));
    chunk(png, "IEND", new byte[0]);
    byte[] bytes = new byte[png.position()];
    png.flip().get(bytes);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
  }

  /** Each row begins with its filter, which is none. */
  private static byte[] rows(int rgb) {
    ByteBuffer rows = ByteBuffer.allocate(SIDE * (1 + SIDE * 3));
    for (int y = 0; y < SIDE; y++) {
      rows.put((byte) 0);
      for (int x = 0; x < SIDE; x++) {
        rows.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
      }
    }
    return rows.array();
  }

  private static byte[] deflated(byte[] raw) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(raw);
      deflater.finish();
      byte[] room = new byte[MOST_BYTES];
      byte[] bytes = new byte[deflater.deflate(room)];
      System.arraycopy(room, 0, bytes, 0, bytes.length);
      return bytes;
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteBuffer png, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    png.putInt(data.length).put(name).put(data).putInt((int) sum.getValue());
  }
}
