package ai.gatewayz.catalog.retirement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTest {

  private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

  @ParameterizedTest
  @CsvSource({"8,", "7,WEEK", "6,WEEK", "2,WEEK", "1,DAY", "0,DAY", "-1,"})
  void isDueAWeekAndADayAhead(int daysLeft, Notice due) {
    assertEquals(due, Notice.due(LAST, LAST.minusDays(daysLeft)).orElse(null));
  }
}
