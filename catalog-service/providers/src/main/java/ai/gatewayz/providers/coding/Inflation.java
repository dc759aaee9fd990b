package ai.gatewayz.providers.coding;

import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes gzip or deflate piece by piece. Of one thread at a time; to be closed. */
public final class Inflation implements AutoCloseable {

  private static final int PIECE = 32 * 1024;

  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int CHECKSUM = 2;

  /** What the next byte belongs to. */
  private enum Part {
    BEGINNING,
    HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CHECKSUM,
    DATA,
    TRAILER,
    AFTER
  }

  private final boolean gzip;
  private final byte[] out = new byte[PIECE];
  private final CRC32 checksum = new CRC32();

  private Inflater inflater;
  private Part part = Part.BEGINNING;
  private int count;
  private int flags;
  private long number;

  /**
   * @param coding {@link ContentCoding#GZIP} or {@link ContentCoding#DEFLATE}
   */
  public Inflation(ContentCoding coding) {
    gzip = coding == ContentCoding.GZIP;
  }

  /**
   * Undoes what has come.
   *
   * @param length of the data, from its beginning
   * @param taker gets each piece as an array of its own; false for no more of them
   * @throws DataFormatException where that is not what it is said to be
   */
  public void add(byte[] data, int length, Predicate<byte[]> taker) throws DataFormatException {
    int at = 0;
    while (at < length) {
      if (part == Part.BEGINNING) {
        begin(data[at]);
      } else if (part == Part.AFTER) {
        // Files of gzip may follow each other.
        require(gzip);
        part = Part.HEADER;
      }
      if (part == Part.DATA) {
        inflater.setInput(data, at, length - at);
        if (!inflate(taker)) {
          // It may be closed by now.
          return;
        }
        at = length - inflater.getRemaining();
      } else {
        frame(data[at++] & 0xFF);
      }
    }
  }

  /** Whether all of it is there; of nothing, all is. */
  public boolean complete() {
    return part == Part.AFTER || part == Part.BEGINNING;
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }

  private void begin(byte first) {
    // The first byte of a zlib header names its method, 8; no block of plain deflate begins so.
    inflater = new Inflater(gzip || (first & 0x0F) != 8);
    part = gzip ? Part.HEADER : Part.DATA;
  }

  /** False where no more is wanted. */
  private boolean inflate(Predicate<byte[]> taker) throws DataFormatException {
    while (true) {
      int length = inflater.inflate(out);
      if (length > 0) {
        byte[] piece = new byte[length];
        System.arraycopy(out, 0, piece, 0, length);
        if (gzip) {
          checksum.update(piece);
        }
        if (!taker.test(piece)) {
          return false;
        }
      } else if (inflater.finished()) {
        next(gzip ? Part.TRAILER : Part.AFTER);
        return true;
      } else {
        require(!inflater.needsDictionary());
        return true;
      }
    }
  }

  /** One byte of what gzip puts around its data. */
  private void frame(int b) throws DataFormatException {
    count++;
    switch (part) {
      case HEADER -> header(b);
      case EXTRA_LENGTH -> {
        number |= (long) b << 8 * (count - 1);
        if (count == 2) {
          long length = number;
          next(Part.EXTRA);
          number = length;
          if (length == 0) {
            afterExtra();
          }
        }
      }
      case EXTRA -> {
        if (count == number) {
          afterExtra();
        }
      }
      case NAME -> {
        if (b == 0) {
          afterName();
        }
      }
      case COMMENT -> {
        if (b == 0) {
          afterComment();
        }
      }
      case HEADER_CHECKSUM -> {
        if (count == CHECKSUM) {
          next(Part.DATA);
        }
      }
      case TRAILER -> trailer(b);
      case BEGINNING, DATA, AFTER -> throw new IllegalStateException(part.name());
    }
  }

  private void header(int b) throws DataFormatException {
    switch (count) {
      case 1 -> require(b == 0x1F);
      case 2 -> require(b == 0x8B);
      case 3 -> require(b == 8);
      case 4 -> flags = b;
      case HEADER -> {
        if ((flags & EXTRA) != 0) {
          next(Part.EXTRA_LENGTH);
        } else {
          afterExtra();
        }
      }
      default -> {
        // A time and what system it was made on.
      }
    }
  }

  private void afterExtra() {
    if ((flags & NAME) != 0) {
      next(Part.NAME);
    } else {
      afterName();
    }
  }

  private void afterName() {
    if ((flags & COMMENT) != 0) {
      next(Part.COMMENT);
    } else {
      afterComment();
    }
  }

  private void afterComment() {
    next((flags & HEADER_CHECKSUM) != 0 ? Part.HEADER_CHECKSUM : Part.DATA);
  }

  /** The checksum, then the length, each with its lowest byte first. */
  private void trailer(int b) throws DataFormatException {
    number |= (long) b << 8 * (count - 1);
    if (count == TRAILER) {
      require((number & 0xFFFF_FFFFL) == checksum.getValue());
      require(number >>> 32 == (inflater.getBytesWritten() & 0xFFFF_FFFFL));
      next(Part.AFTER);
      inflater.reset();
      checksum.reset();
    }
  }

  private void next(Part following) {
    part = following;
    count = 0;
    number = 0;
  }

  private static void require(boolean good) throws DataFormatException {
    if (!good) {
      throw new DataFormatException();
    }
  }
}
