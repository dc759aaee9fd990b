package ai.gatewayz.gateway.playground;

import java.util.List;

/**
 * The list of models with its search form.
 *
 * @param firstPass percent of the offers that were looked at once at least
 * @param found how many match, or what was wrong with the search
 * @param previous address of the page before; null on the first
 * @param next address of the page after; null on the last
 */
public record IndexView(
    String models,
    String answering,
    String offers,
    long firstPass,
    List<String> providers,
    List<String> capabilities,
    String q,
    String provider,
    String capability,
    List<String> modalities,
    String input,
    String maxPrice,
    String minContext,
    String sort,
    boolean free,
    boolean available,
    String found,
    List<RowView> rows,
    String range,
    String previous,
    String next,
    String version) {}
