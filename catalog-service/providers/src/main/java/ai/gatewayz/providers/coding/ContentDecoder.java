package ai.gatewayz.providers.coding;

import java.util.function.Predicate;
import java.util.zip.DataFormatException;

/**
 * Makes the bytes of one answer what they were before they were compressed. Of one thread at a
 * time; to be closed.
 */
public final class ContentDecoder implements AutoCloseable {

  private final ContentCoding coding;

  /** null where bytes stay as they are */
  private final Inflation inflation;

  /**
   * @param header the answer's {@code Content-Encoding}; null where there is none
   */
  public ContentDecoder(String header) {
    coding = ContentCoding.of(header);
    inflation =
        switch (coding) {
          case GZIP, DEFLATE -> new Inflation(coding);
          case IDENTITY, UNKNOWN -> null;
        };
  }

  /** Whether it can be undone; else bytes pass as they come. */
  public boolean known() {
    return coding != ContentCoding.UNKNOWN;
  }

  /**
   * Undoes what has come.
   *
   * @param taker gets each piece as an array of its own; false for no more of them
   * @throws DataFormatException where that is not what it is said to be
   */
  public void add(byte[] data, Predicate<byte[]> taker) throws DataFormatException {
    if (inflation == null) {
      // There is no more than this piece, whether it is wanted or not.
      boolean unused = taker.test(data);
    } else {
      inflation.add(data, data.length, taker);
    }
  }

  /** Whether all of it is there. */
  public boolean complete() {
    return inflation == null || inflation.complete();
  }

  @Override
  public void close() {
    if (inflation != null) {
      inflation.close();
    }
  }
}
