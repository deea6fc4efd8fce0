package io.sensorium.bench.fusion;

import io.sensorium.bench.figure.Publication;
import io.sensorium.bench.jvm.Folders;
import io.sensorium.bench.jvm.JvmCommand;
import io.sensorium.bench.truth.Oracle;
import io.sensorium.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fusion against its peers. */
@Command(
    name = "fusion",
    mixinStandardHelpOptions = true,
    description =
        "Fusion against the Kafka Streams DSL, Flink and mere readers of the same topics.")
public final class FusionCommand implements Callable<Integer> {
  private static final int LARGE_EVENTS = 40_000;
  private static final int SMALL_EVENTS = 400_000;
  private static final String PIPELINE =
      """
      pipeline: bench
      pace: { each: view }
      inputs:
        view: { modality: camera }
        sound: { modality: audio, match: overlap, before: 500ms, after: 500ms, wait: 1500ms }
        words: { modality: text, match: latest, lookback: 10s, wait: 200ms }
      limits: { max-ahead: 5s, max-behind: none, clock-jump: 1m, buffered-events-per-site: 10000 }
      """;

  @Option(
      names = "--events",
      description = "Events on the topics (default: 40000, with --small 400000).")
  private int events;

  @Option(
      names = "--sites",
      defaultValue = "8",
      description = "Sites that send them (default: ${DEFAULT-VALUE}).")
  private int sites;

  @Option(
      names = "--small",
      description = "Payloads of 60 bytes instead of frames of 100 KB and chunks of 16 KB.")
  private boolean small;

  @Option(
      names = "--trouble",
      description =
          "Every fourth site has no source of text, one frame in fifty comes twice, and halfway"
              + " through one frame is stamped an hour ahead.")
  private boolean trouble;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Counted rounds, after one warm-up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--peers", description = "All contenders, not only ours and the readers.")
  private boolean peers;

  @Option(
      names = "--contenders",
      split = ",",
      paramLabel = "NAME",
      description =
          "These contenders: fusion-exactly-once, fusion-at-least-once, dsl-rocksdb,"
              + " dsl-memory, dsl-memory-exactly-once, dsl-references, flink, flink-exactly-once,"
              + " streams-reader, bare-reader.")
  private List<String> contenders = List.of();

  @Option(
      names = "--live-sites",
      defaultValue = "20",
      description =
          "Sites of the live load that latency is measured beside, 7.2 events a second"
              + " each; 0 for none (default: ${DEFAULT-VALUE}).")
  private int liveSites;

  @Option(
      names = "--live-for",
      paramLabel = "SECONDS",
      defaultValue = "40",
      description = "How long it lasts, 10 s of warm-up included (default: ${DEFAULT-VALUE}).")
  private int liveSeconds;

  @Option(
      names = "--jvm",
      paramLabel = "OPTIONS",
      defaultValue = "-Xms256m -Xmx2g -XX:+UseG1GC",
      description = "Heap and collector of every contender (default: ${DEFAULT-VALUE}).")
  private String jvm = "";

  @Option(
      names = "--flink-home",
      paramLabel = "FOLDER",
      defaultValue = "${sys:sensorium.home:-.}/bench/flink",
      description = "The built Flink module (default: the one of this checkout).")
  private Path flink = Path.of("");

  @Mixin private Publication publication = new Publication();

  @Override
  public Integer call() throws Exception {
    List<ContenderKind> kinds = kinds();
    SourceLoad load = load();
    Path folder = Files.createTempDirectory("sensorium-bench");
    try (Arena arena = Arena.open(command(), folder, PIPELINE)) {
      System.err.printf("writing %,d events ...%n", load.events());
      arena.writer().record(load);
      Oracle oracle = arena.oracle();
      System.err.printf("the oracle has %,d moments%n", oracle.moments().size());
      FusionContest contest = new FusionContest(arena, kinds, System.err::println);
      contest.compete(rounds, oracle);
      SourceLoad live = live(load);
      if (live != null) {
        contest.race(live);
      }
      FusionReport report =
          new FusionReport(
              title(load),
              contest.standings(),
              oracle.events().size(),
              oracle.events().bytes(),
              ReportNotes.of(live, jvm),
              Publication.machine());
      publication.publish(report.markdown(), report.json());
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private List<ContenderKind> kinds() {
    List<ContenderKind> all = Arrays.asList(ContenderKind.values());
    List<ContenderKind> kinds =
        !contenders.isEmpty()
            ? all.stream().filter(kind -> contenders.contains(kind.key())).toList()
            : all.stream().filter(kind -> peers || !kind.peer()).toList();
    for (String key : contenders) {
      if (all.stream().noneMatch(kind -> kind.key().equals(key))) {
        throw new ConfigException(
            "expected --contenders of %s, found '%s'"
                .formatted(
                    all.stream().map(ContenderKind::key).collect(Collectors.joining(", ")), key));
      }
    }
    if (kinds.stream().anyMatch(ContenderKind::flink)
        && !Files.isDirectory(flink.resolve("target/lib"))) {
      throw new ConfigException(
          "expected the built Flink module in %s, found none. Build it with 'mvn -DskipTests -pl bench/flink -am package', or leave Flink out with --contenders."
              .formatted(flink));
    }
    return kinds;
  }

  private SourceLoad load() {
    int wanted = events != 0 ? events : small ? SMALL_EVENTS : LARGE_EVENTS;
    if (rounds < 1 || wanted < 1 || sites < 1 || liveSites < 0 || liveSeconds < 15) {
      throw new ConfigException(
          "expected --rounds, --events and --sites of 1 or more, --live-sites of 0 or more and"
              + " --live-for of 15 or more");
    }
    return small
        ? new SourceLoad(wanted, sites, 60, 60, trouble)
        : new SourceLoad(wanted, sites, 100_000, 16_000, trouble);
  }

  private @Nullable SourceLoad live(SourceLoad load) {
    return liveSites == 0
        ? null
        : new SourceLoad(1, liveSites, load.frameBytes(), load.chunkBytes(), false)
            .lasting(liveSeconds);
  }

  private ContenderCommand command() {
    return new ContenderCommand(JvmCommand.ofThisJvm(jvm), flink.toAbsolutePath());
  }

  private static String title(SourceLoad load) {
    return "%,d events of %,d sites: frames of %,d bytes, chunks of %,d bytes, short texts%s"
        .formatted(
            load.events(),
            load.sites(),
            load.frameBytes(),
            load.chunkBytes(),
            load.trouble() ? ", with trouble" : "");
  }
}
