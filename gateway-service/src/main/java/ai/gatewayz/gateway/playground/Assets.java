package ai.gatewayz.gateway.playground;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Names the content of the script, the style sheet and the icon, so that browsers may keep them as
 * long as they like and still get new ones with a new release.
 */
@Singleton
class Assets {

  private final String version;

  Assets() {
    version = versionOf(List.of("gatewayz.js", "gatewayz.css", "icon.svg"));
  }

  String version() {
    return version;
  }

  private static String versionOf(List<String> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String file : files) {
        String path = "META-INF/resources/assets/" + file;
        try (InputStream in =
            Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
          if (in == null) {
            throw new IllegalStateException(path + " is not in this build");
          }
          digest.update(in.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
