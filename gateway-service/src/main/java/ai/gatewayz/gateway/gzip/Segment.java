package ai.gatewayz.gateway.gzip;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Some bytes, deflated by themselves up to the end of a byte: segments in a row are one stream.
 *
 * @param deflated not to be changed
 * @param length of what it becomes
 */
public record Segment(byte[] deflated, int checksum, int length) {

  private static final int PIECE = 16 * 1024;

  public static Segment of(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(bytes);
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, bytes.length / 4));
      byte[] piece = new byte[PIECE];
      int many;
      do {
        many = deflater.deflate(piece, 0, PIECE, Deflater.SYNC_FLUSH);
        out.write(piece, 0, many);
      } while (many == PIECE);
      CRC32 sum = new CRC32();
      sum.update(bytes);
      return new Segment(out.toByteArray(), (int) sum.getValue(), bytes.length);
    } finally {
      deflater.end();
    }
  }
}
