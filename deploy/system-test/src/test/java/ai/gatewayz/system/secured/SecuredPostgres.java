package ai.gatewayz.system.secured;

import ai.gatewayz.local.backing.PostgresServer;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A PostgreSQL that takes TLS alone, with a user and a database for each service that has one. */
final class SecuredPostgres implements AutoCloseable {

  private final PrivateCa ca;
  private final PostgresServer server;

  SecuredPostgres(Path folder, PrivateCa ca) throws Exception {
    this.ca = ca;
    Path access = Files.createDirectories(folder).resolve("hba.conf");
    Files.writeString(
        access,
        """
        hostssl all postgres localhost trust
        hostssl all all localhost scram-sha-256
        """);
    server =
        PostgresServer.startTemporary(
            Map.of(
                "ssl", "on",
                "ssl_cert_file", ca.serverCertificate(),
                "ssl_key_file", ca.serverKey(),
                "hba_file", access.toString()));
    for (Service service : List.of(Service.CATALOG, Service.HEALTH)) {
      String user = Right.user(service);
      server
          .execute("create role " + user + " login password '" + password(service) + "'")
          .withDatabase(user)
          .execute("alter database " + user + " owner to " + user);
    }
  }

  private static String password(Service service) {
    return "database-of-" + Right.user(service);
  }

  /** What the runbook says to set. */
  Map<String, String> client(Service service) {
    return client(service, "localhost");
  }

  /** The same by another name of the server's. */
  Map<String, String> client(Service service, String host) {
    String address = "://" + host + ":" + server.port() + "/" + Right.user(service);
    Map<String, String> client = new HashMap<>();
    client.put("quarkus.datasource.username", Right.user(service));
    client.put("quarkus.datasource.password", password(service));
    client.put("quarkus.datasource.reactive.url", "postgresql" + address);
    client.put("quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full");
    client.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
    client.put("quarkus.datasource.reactive.trust-certificate-pem", "true");
    client.put("quarkus.datasource.reactive.trust-certificate-pem.certs", ca.certificate());
    client.put(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql" + address + "?sslmode=verify-full&sslrootcert=" + ca.certificate());
    return client;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
