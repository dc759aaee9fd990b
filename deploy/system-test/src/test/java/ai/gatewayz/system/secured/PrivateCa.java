package ai.gatewayz.system.secured;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority of nobody else's, and the certificate that it gave to the servers on
 * {@code localhost}; made with the JDK's {@code keytool}.
 */
final class PrivateCa {

  static final String PASSWORD = "of-a-test";

  private final Path folder;

  private PrivateCa(Path folder) {
    this.folder = folder;
  }

  static PrivateCa create(Path folder) throws Exception {
    Files.createDirectories(folder);
    PrivateCa ca = new PrivateCa(folder);
    ca.keytool("ca.p12", "-genkeypair", "-alias", "ca", "-dname", "CN=Private", "-ext", "bc:c");
    ca.keytool("ca.p12", "-exportcert", "-rfc", "-alias", "ca", "-file", ca.path("ca.crt"));
    // Good for this name alone: a service that takes it for another does not verify names.
    ca.keytool("server.p12", "-genkeypair", "-alias", "server", "-dname", "CN=localhost");
    ca.keytool("server.p12", "-certreq", "-alias", "server", "-file", ca.path("server.csr"));
    ca.keytool(
        "ca.p12",
        "-gencert",
        "-rfc",
        "-alias",
        "ca",
        "-ext",
        "san=dns:localhost",
        "-infile",
        ca.path("server.csr"),
        "-outfile",
        ca.path("server.crt"));
    for (String alias : List.of("ca", "server")) {
      ca.keytool(
          "server.p12",
          "-importcert",
          "-noprompt",
          "-alias",
          alias,
          "-file",
          ca.path(alias + ".crt"));
    }
    ca.exportKey();
    return ca;
  }

  private void keytool(String store, String... command) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    words.addAll(Arrays.asList(command));
    words.addAll(List.of("-keystore", path(store), "-storepass", PASSWORD));
    if (command[0].equals("-genkeypair")) {
      words.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    }
    Path log = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  /** PostgreSQL takes a key that none but its owner reads, and only as PEM. */
  private void exportKey() throws IOException, GeneralSecurityException {
    KeyStore store =
        KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD.toCharArray());
    Key key = store.getKey("server", PASSWORD.toCharArray());
    Path file = folder.resolve("server.key");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }

  /** The authority's certificate, as clients are given it. */
  String certificate() {
    return path("ca.crt");
  }

  String serverStore() {
    return path("server.p12");
  }

  String serverCertificate() {
    return path("server.crt");
  }

  String serverKey() {
    return path("server.key");
  }
}
