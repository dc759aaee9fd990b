package ai.gatewayz.bench.catalog;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of a process as its garbage collector logs it ({@code -Xlog:gc}). */
final class HeapLog {

  private static final Pattern COLLECTION = Pattern.compile("Pause .* (\\d+)M->\\d+M\\(\\d+M\\)");

  private HeapLog() {}

  /** Megabytes, the most that a collection found, what it then collected included. */
  static int most(String log) throws IOException {
    int most = 0;
    Matcher collection = COLLECTION.matcher(log);
    while (collection.find()) {
      most = Math.max(most, Integer.parseInt(collection.group(1)));
    }
    if (most == 0) {
      throw new IOException("no collection is logged: " + log);
    }
    return most;
  }
}
