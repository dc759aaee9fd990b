package ai.gatewayz.gateway.request;

import java.util.List;

/**
 * A body as a provider is to get it: pieces of the caller's, which are not copied, and what is put
 * between them.
 *
 * @param pieces in their order
 * @param length bytes of all of them
 */
public record EditedBody(List<Piece> pieces, int length) {

  /** Bytes of an array from {@code start} to before {@code end}. */
  public record Piece(byte[] array, int start, int end) {}

  static EditedBody of(List<Piece> pieces) {
    int length = 0;
    for (Piece piece : pieces) {
      length += piece.end - piece.start;
    }
    return new EditedBody(pieces, length);
  }

  /** All of it as a copy. */
  public byte[] bytes() {
    byte[] all = new byte[length];
    int at = 0;
    for (Piece piece : pieces) {
      int some = piece.end - piece.start;
      System.arraycopy(piece.array, piece.start, all, at, some);
      at += some;
    }
    return all;
  }
}
