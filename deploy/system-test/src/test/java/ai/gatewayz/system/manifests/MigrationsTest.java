package ai.gatewayz.system.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * During a rollout the old version runs on the new schema: migrations add, and nothing that the old
 * version reads or writes goes, moves or becomes stricter.
 */
class MigrationsTest {

  private static final Pattern BREAKS =
      Pattern.compile(
          "\\bdrop\\s+(table|column|sequence|type|schema)\\b"
              + "|\\brename\\b"
              + "|\\balter\\s+column\\b.*\\b(type|set\\s+not\\s+null|drop\\s+default)\\b"
              + "|\\badd\\s+constraint\\b"
              + "|\\btruncate\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(strings = {"catalog", "health"})
  void migrationsLeaveTheOldVersionAlone(String service) throws IOException {
    Path folder = Rendered.ROOT.resolve(service + "-service/src/main/resources/db/migration");
    List<Path> migrations;
    try (Stream<Path> files = Files.list(folder)) {
      migrations = files.filter(file -> file.toString().endsWith(".sql")).toList();
    }
    assertFalse(migrations.isEmpty());
    for (Path migration : migrations) {
      String sql = Files.readString(migration).replaceAll("--.*", "");
      assertTrue(migration.getFileName().toString().matches("V\\d+__\\w+\\.sql"));
      for (String statement : sql.split(";")) {
        assertFalse(breaks(statement), migration.getFileName() + ": " + statement.strip());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table offers drop column name",
        "alter table offers rename column name to label",
        "alter table offers alter column name type integer",
        "alter table offers alter column hidden set not null",
        "alter table offers add column kind text not null",
        "drop table relay",
      })
  void whatBreaksTheOldVersionIsSeen(String statement) {
    assertTrue(breaks(statement));
  }

  @Test
  void whatAddsIsNot() {
    assertEquals(
        List.of(),
        Stream.of(
                "alter table offers add column kind text",
                "alter table offers add column kind text not null default 'chat'",
                "create table kinds (id text primary key, name text not null)",
                "create index offers_by_kind on offers (kind)",
                "drop index offers_by_kind")
            .filter(MigrationsTest::breaks)
            .toList());
  }

  private static boolean breaks(String statement) {
    boolean demands =
        Stream.of(statement.split(","))
            .map(clause -> clause.toLowerCase(Locale.ROOT))
            .anyMatch(
                clause ->
                    clause.matches("(?s).*\\badd\\s.*\\bnot\\s+null\\b.*")
                        && !clause.contains("default"));
    return demands || BREAKS.matcher(statement).find();
  }
}
