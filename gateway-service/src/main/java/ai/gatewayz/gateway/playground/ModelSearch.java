package ai.gatewayz.gateway.playground;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.gateway.models.InvalidParameterException;
import ai.gatewayz.gateway.models.ModelIndex;
import ai.gatewayz.gateway.models.ModelList;
import ai.gatewayz.gateway.models.ModelPath;
import ai.gatewayz.gateway.models.ModelQuery;
import ai.gatewayz.gateway.models.ModelQuery.Page;
import ai.gatewayz.gateway.models.ModelQueryParser;
import ai.gatewayz.gateway.models.ModelRow;
import ai.gatewayz.gateway.models.View;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.providers.Provider;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers the search form of the index page. */
@Singleton
class ModelSearch {

  private static final int ROWS = 50;

  /** What people look for that a model takes beside text. */
  private static final List<String> MODALITIES =
      Stream.of(Modality.IMAGE, Modality.AUDIO, Modality.VIDEO, Modality.FILE)
          .map(modality -> modality.name().toLowerCase(Locale.ROOT))
          .toList();

  private final ModelList list;
  private final Snapshots snapshots;
  private final Ranking ranking;
  private final Assets assets;
  private final List<String> providers;
  private final ModelQueryParser parser;

  ModelSearch(
      ModelList list, Snapshots snapshots, Ranking ranking, Assets assets, ProvidersConfig config) {
    this.list = list;
    this.snapshots = snapshots;
    this.ranking = ranking;
    this.assets = assets;
    providers = Providers.from(config).all().stream().map(Provider::id).toList();
    parser = new ModelQueryParser(new TreeSet<>(providers), View.ALL);
  }

  /**
   * @param parameters of the form, decoded; what is left empty counts as not given
   */
  IndexView search(Map<String, List<String>> parameters) {
    Map<String, List<String>> given = new HashMap<>();
    parameters.forEach(
        (name, values) -> {
          List<String> filled = values.stream().filter(value -> !value.isBlank()).toList();
          if (!filled.isEmpty()) {
            given.put(name, filled);
          }
        });
    given.put("limit", List.of(Integer.toString(ROWS)));
    ModelIndex index = list.current();
    try {
      ModelQuery query = parser.parse(given);
      List<ModelRow> candidates =
          query.provider() == null ? ranking.of(index) : ranking.of(index, query.provider());
      Page page = query.of(candidates);
      return view(index, given, page, Wording.count(page.total()) + " models");
    } catch (InvalidParameterException e) {
      return view(index, given, new Page(List.of(), 0, 0, Map.of()), e.getMessage());
    }
  }

  private IndexView view(
      ModelIndex index, Map<String, List<String>> given, Page page, String found) {
    long answering = index.rows().stream().filter(ModelRow::answers).count();
    int end = page.offset() + page.rows().size();
    return new IndexView(
        Wording.count(index.rows().size()),
        Wording.count(answering),
        Wording.count(snapshots.current().offerCount()),
        FirstPass.percent(index.rows().stream().flatMap(row -> row.summary().offers().stream())),
        providers,
        Stream.of(Capability.values())
            .filter(capability -> capability != Capability.OTHER)
            .map(capability -> capability.name().toLowerCase(Locale.ROOT))
            .toList(),
        first(given, "q"),
        first(given, "provider"),
        first(given, "capability"),
        MODALITIES,
        first(given, "input"),
        first(given, "max_price"),
        first(given, "min_context"),
        first(given, "sort"),
        first(given, "free").equals("true"),
        first(given, "available").equals("true"),
        found,
        page.rows().stream().map(row -> RowView.of(row.summary())).toList(),
        Wording.count(Math.min(end, page.offset() + 1)) + " to " + Wording.count(end),
        page.offset() > 0 ? href(given, Math.max(0, page.offset() - ROWS)) : null,
        page.hasMore() ? href(given, end) : null,
        assets.version());
  }

  private static String href(Map<String, List<String>> given, int offset) {
    Map<String, List<String>> target = new TreeMap<>(given);
    target.remove("limit");
    target.put("offset", List.of(Integer.toString(offset)));
    return target.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .map(value -> entry.getKey() + "=" + ModelPath.encode(value)))
        .collect(Collectors.joining("&", "/?", ""));
  }

  private static String first(Map<String, List<String>> given, String name) {
    return given.getOrDefault(name, List.of("")).getFirst();
  }
}
