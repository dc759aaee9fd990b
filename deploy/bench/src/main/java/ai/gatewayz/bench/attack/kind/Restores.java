package ai.gatewayz.bench.attack.kind;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.local.backing.PostgresServer;
import ai.gatewayz.local.launcher.Service;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The catalog's database is put back to what it was, or is lost: what is new still arrives. */
public final class Restores {

  public static final String KIND = "restores";

  private static final String DATABASE = "catalog";
  private static final String DUMP = "catalog_of_yesterday";

  private Restores() {}

  public static List<Attack> attacks() {
    return List.of(
        new Attack(
            KIND,
            "an older copy of the catalog's database, then a new price",
            List.of(Service.GATEWAY),
            true,
            Restores::putBack),
        new Attack(
            KIND,
            "no database at all, then a new price",
            List.of(Service.GATEWAY),
            false,
            Restores::lost));
  }

  private static void putBack(Target target, Tally tally, double share) throws Exception {
    Listing listing = new Listing(target, "attack/Restored");
    listing.list("0.5111");
    listing.priced("0.5111");
    withoutCatalog(target, () -> copy(target, DATABASE, DUMP));
    for (String later : List.of("0.5222", "0.5333", "0.5444")) {
      listing.list(later);
      listing.priced(later);
    }
    withoutCatalog(
        target,
        () -> {
          drop(target, DATABASE);
          copy(target, DUMP, DATABASE);
        });
    arrives(tally, listing, "0.5555");
    arrives(tally, listing, "0.5111");
  }

  private static void lost(Target target, Tally tally, double share) throws Exception {
    Listing listing = new Listing(target, "attack/Lost");
    listing.list("0.6111");
    listing.priced("0.6111");
    withoutCatalog(
        target,
        () -> {
          drop(target, DATABASE);
          execute(target, "create database " + DATABASE);
        });
    arrives(tally, listing, "0.6222");
    arrives(tally, listing, "0.6333");
  }

  private static void arrives(Tally tally, Listing listing, String usd) throws Exception {
    listing.list(usd);
    tally.count("a new price arrives after " + listing.priced(usd) + " ms");
  }

  @FunctionalInterface
  private interface Change {
    void make() throws SQLException;
  }

  private static void withoutCatalog(Target target, Change change) throws Exception {
    target.stack().stop(Service.CATALOG);
    try {
      change.make();
    } finally {
      target.stack().start(Service.CATALOG);
    }
  }

  private static void copy(Target target, String from, String to) throws SQLException {
    execute(target, "drop database if exists " + to + " with (force)");
    execute(target, "create database " + to + " template " + from);
  }

  private static void drop(Target target, String database) throws SQLException {
    execute(target, "drop database " + database + " with (force)");
  }

  private static void execute(Target target, String sql) throws SQLException {
    String address = "jdbc:postgresql://127.0.0.1:" + target.ports().postgres() + "/postgres";
    try (Connection connection =
            DriverManager.getConnection(address, PostgresServer.USER, PostgresServer.USER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
